"""The live folder is whole, old or new, whatever happens to a build."""

import subprocess
import sys
from pathlib import Path

import pytest

from casebook.publish import generations
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError


def fill(folder: Path, text: str) -> None:
    for name in ("javascripts", "stylesheets"):
        (folder / "assets" / name).mkdir(parents=True)
    (folder / "404.html").touch()
    (folder / "index.html").write_text(text, encoding="utf-8")


def build(site: Path, text: str) -> bool:
    output = Generations(site)
    with output.locked():
        fill(output.idle, text)
        return output.exchange()


def names(site: Path) -> list[str]:
    return sorted(path.name for path in site.iterdir())


def litter(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def test_the_first_build_makes_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    assert build(site, "一")
    assert (site / "index.html").read_text(encoding="utf-8") == "一"
    assert litter(site) == [".site.casebook-lock"]


def test_a_change_is_exchanged_and_the_old_generation_goes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    (site / "gone.html").touch()
    assert build(site, "二")
    assert names(site) == ["404.html", "assets", "index.html"]
    assert litter(site) == [".site.casebook-lock"]


def test_no_change_leaves_the_live_files_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    before = (site.stat().st_ino, (site / "index.html").stat())
    assert not build(site, "一")
    assert (site.stat().st_ino, (site / "index.html").stat()) == before


def test_a_failed_build_leaves_the_live_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")

    def fail(output: Generations) -> None:
        with output.locked():
            (output.idle / "index.html").write_text("半", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(Generations(site))
    assert (site / "index.html").read_text(encoding="utf-8") == "一"
    assert litter(site) == [".site.casebook-lock"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    (tmp_path / ".site.casebook-next").mkdir()
    (tmp_path / ".site.casebook-next" / "half.html").touch()
    assert build(site, "二")
    assert names(site) == ["404.html", "assets", "index.html"]


def test_a_build_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    site.rename(tmp_path / ".site.casebook-old")
    assert not build(site, "一")
    assert (site / "index.html").read_text(encoding="utf-8") == "一"


def test_without_exchange_in_one_step_two_renames_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_exchanged", lambda *_: False)
    site = tmp_path / "site"
    build(site, "一")
    assert build(site, "二")
    assert (site / "index.html").read_text(encoding="utf-8") == "二"
    assert litter(site) == [".site.casebook-lock"]


@pytest.mark.parametrize("kind", ["files", "a link to files", "a file"])
def test_what_is_no_site_is_not_replaced(tmp_path: Path, kind: str) -> None:
    site = tmp_path / "site"
    if kind == "a file":
        site.touch()
    elif kind == "a link to files":
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/thesis.docx").touch()
        site.symlink_to(tmp_path / "elsewhere")
    else:
        site.mkdir()
        (site / "thesis.docx").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputForeignError), Generations(site).locked():
        pass
    assert sorted(tmp_path.rglob("*")) == before


def test_a_link_stays_and_what_it_points_to_is_exchanged(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.symlink_to(tmp_path / "real")
    (tmp_path / "real").mkdir()
    assert build(site, "一")
    assert build(site, "二")
    assert site.is_symlink()
    assert (tmp_path / "real/index.html").read_text(encoding="utf-8") == "二"


def test_what_a_person_keeps_hidden_in_a_site_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").touch()
    assert not build(site, "一")
    assert build(site, "二")
    assert (site / ".well-known/security.txt").is_file()


def test_a_file_that_became_a_folder_is_a_change(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    (site / "404.html").rename(site / "old.html")
    (site / "404.html").mkdir()
    assert build(site, "一")
    assert (site / "404.html").is_file()


def test_two_builds_at_once_are_one_too_many(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with Generations(site).locked(), pytest.raises(OutputBusyError), Generations(site).locked():
        pass


def test_a_killed_process_lets_go_of_the_lock(tmp_path: Path) -> None:
    site = tmp_path / "site"
    script = (
        "import os, pathlib, sys\n"
        "from casebook.publish.generations import Generations\n"
        "with Generations(pathlib.Path(sys.argv[1])).locked():\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(site)], check=False)
    assert done.returncode == -9
    assert build(site, "一")
