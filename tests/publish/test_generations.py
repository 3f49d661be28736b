"""The live folder is whole, old or new, whatever happens to a build."""

import copy
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.publish import generations
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError
from casebook.publish.manifest import states
from casebook.publish.output import Output


def fill(output: Output, text: str) -> None:
    for name in ("assets/javascripts/a.js", "assets/stylesheets/a.css", "404.html"):
        output.write(name, b"")
    output.write("index.html", text.encode())


def build(site: Path, text: str) -> bool:
    generations = Generations(site)
    with generations.locked():
        output = generations.output()
        fill(output, text)
        return generations.exchange(output, b"")


def names(site: Path) -> list[str]:
    return sorted(path.name for path in site.iterdir())


def litter(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


REMAINS = [".site.casebook-lock", ".site.casebook-manifest"]
IDLE = ".site.casebook-next"


def test_the_first_build_makes_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    assert build(site, "一")
    assert (site / "index.html").read_text(encoding="utf-8") == "一"
    assert litter(site) == REMAINS


def test_a_change_is_exchanged_and_the_old_generation_goes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    (site / "gone.html").touch()
    assert build(site, "二")
    assert names(site) == ["404.html", "assets", "index.html"]
    assert litter(site) == [*REMAINS, IDLE]


def test_no_change_leaves_the_live_files_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    before = (site.stat().st_ino, dict(states(site)))
    assert not build(site, "一")
    assert (site.stat().st_ino, dict(states(site))) == before


def test_a_failed_build_leaves_the_live_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")

    def fail(output: Generations) -> None:
        with output.locked():
            output.output().write("index.html", "半".encode())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(Generations(site))
    assert (site / "index.html").read_text(encoding="utf-8") == "一"
    assert litter(site) == REMAINS


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
    assert litter(site) == [*REMAINS, IDLE]


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


def test_what_was_taken_out_stays_in_no_generation(tmp_path: Path) -> None:
    site = tmp_path / "site"
    generations = Generations(site)
    for words in (["a", "b"], ["a"]):
        with generations.locked():
            output = generations.output()
            fill(output, "一")
            for word in words:
                output.write(f"cases/{word}/index.html", word.encode())
            assert generations.exchange(output, b"")
    assert [path.parent.name for path in tmp_path.rglob("cases/*/index.html")] == ["a", "a"]


def test_a_file_that_somebody_changed_in_the_live_folder_is_mended(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    build(site, "二")
    (site / "index.html").write_text("改", encoding="utf-8")
    assert build(site, "二")
    assert (site / "index.html").read_text(encoding="utf-8") == "二"


def test_a_manifest_of_another_time_does_no_harm(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, "一")
    manifest = tmp_path / ".site.casebook-manifest"
    before = manifest.read_bytes()
    build(site, "二")
    manifest.write_bytes(before)
    assert build(site, "三")
    manifest.write_bytes(b"damaged")
    assert build(site, "一")
    assert (site / "index.html").read_text(encoding="utf-8") == "一"


def test_two_processes_that_write_one_page_never_write_into_the_live_one(tmp_path: Path) -> None:
    site = Generations(tmp_path / "site")
    with site.locked():
        output = site.output()
        fill(output, "一")
        for name in ("a/index.html", "a/b.html"):
            output.write(name, b"old", b"key")
        site.exchange(output)
    with site.locked():
        output = site.output(anew=True)
        output.write("a/b.html", b"new")
        other = copy.deepcopy(output)
        other._is_anew = False  # noqa: SLF001 (as a process that shares the work finds it)
        assert other.carried("a/index.html", b"key")
        output.made("a/index.html", b"new")
    assert (tmp_path / "site/a/index.html").read_bytes() == b"old"
