"""Bad use: one clear sentence on standard error, exit 2, nothing changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".site.casebook-lock"
    }


def assert_refused(answer: tuple[int, str, str], *words: str) -> None:
    code, out, err = answer
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1, err
    assert "Traceback" not in err
    assert all(word in err for word in words), err


def test_unknown_command(run: Run) -> None:
    assert_refused(run("chekc"), "chekc", "check")


def test_unknown_option(run: Run) -> None:
    assert_refused(run("check", "--bad"), "--bad")


def test_missing_argument(run: Run) -> None:
    assert_refused(run("explain"), "CODE")


def test_value_that_is_not_offered(run: Run) -> None:
    assert_refused(run("check", "--format", "xml"), "--format")


def test_missing_folder(run: Run, tmp_path: Path) -> None:
    assert_refused(run("check", "--root", tmp_path / "none"), "none")


def test_folder_that_is_no_library(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(run("check"), "--root")


def test_missing_path(run: Run, library: Path) -> None:
    assert_refused(run("check", "--root", library, library / "cases/2026/2026-9999"), "2026-9999")


def test_path_outside_of_the_library(run: Run, library: Path) -> None:
    assert_refused(run("check", "--root", library, Path("/")), "/")


@pytest.mark.parametrize("day", ["2026-13-01", "20260101", "昨天"])
def test_day_that_is_none(run: Run, library: Path, day: str) -> None:
    assert_refused(run("check", "--root", library, "--today", day), day)


def test_epoch_that_is_none(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert_refused(run("check", "--root", library), "soon")


@pytest.mark.parametrize(
    "text",
    ["site_name: [", "site_name: x\nplugins: [nothing-of-that-name]\n", "", "theme: 7\n"],
    ids=["yaml", "plugin", "empty", "theme"],
)
def test_broken_mkdocs(run: Run, library: Path, text: str) -> None:
    (library / "mkdocs.yml").write_text(text, encoding="utf-8")
    before = snapshot(library)
    assert_refused(run("build", "--root", library), "mkdocs.yml")
    assert snapshot(library) == before


def test_missing_mkdocs(run: Run, library: Path) -> None:
    (library / "mkdocs.yml").unlink()
    assert_refused(run("build", "--root", library), "mkdocs.yml")


def test_settings_of_the_host_that_give_a_broken_site(run: Run, library: Path) -> None:
    with (library / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("use_directory_urls: false\n")
    assert_refused(run("build", "--root", library), "use_directory_urls")
    assert not (library / "site").exists()


def test_a_library_without_its_cases_keeps_its_site(run: Run, library: Path) -> None:
    run("build", "--root", library)
    before = snapshot(library / "site")
    shutil.rmtree(library / "cases")
    code, _, err = run("build", "--root", library)
    assert code == 2
    assert "CB023" in err
    assert snapshot(library / "site") == before


def test_the_internal_edition_does_not_take_the_public_folder(run: Run, library: Path) -> None:
    run("build", "--root", library)
    before = snapshot(library / "site")
    words = ("build", "--root", library, "--audience", "intranet", "--output", library / "site")
    assert_refused(run(*words), "内部版")
    assert snapshot(library / "site") == before


def test_a_hand_written_page_keeps_its_address(run: Run, library: Path) -> None:
    taken = library / "content/cases/2025-0001/index.md"
    taken.parent.mkdir(parents=True)
    taken.write_text("# 手写\n", encoding="utf-8")
    assert_refused(run("build", "--root", library), "cases/2025-0001/index.html")


def test_broken_settings_are_told_and_keep_the_old_site(run: Run, library: Path) -> None:
    run("build", "--root", library)
    with (library / "site_config/registry/units.yml").open("a", encoding="utf-8") as stream:
        stream.write("  - id: service-hall\n    name: 重复\n    colour: 红\n")
    before = snapshot(library)
    code, _, err = run("build", "--root", library)
    assert code == 2
    assert "CB111" in err
    assert err.count("请核对：") == 1
    assert "site_config 里有 1 处错误" in err
    assert snapshot(library) == before


def test_output_that_cannot_be_written(run: Run, library: Path) -> None:
    (library / "taken").write_text("一个文件", encoding="utf-8")
    before = snapshot(library)
    assert_refused(run("build", "--root", library, "--output", library / "taken/site"), "taken")
    assert snapshot(library) == before


@pytest.mark.parametrize("where", ["cases", ".", "../elsewhere"])
def test_output_that_holds_other_files(run: Run, library: Path, where: str) -> None:
    (library.parent / "elsewhere").mkdir()
    (library.parent / "elsewhere/thesis.docx").touch()
    before = snapshot(library.parent)
    assert_refused(run("build", "--root", library, "--output", library / where), "没有改动")
    assert snapshot(library.parent) == before


def test_leak_keeps_the_old_site(run: Run, library: Path) -> None:
    run("build", "--root", library)
    case = library / "cases/2026/2026-0001/index.md"
    text = case.read_text(encoding="utf-8")
    phone = text.partition('phone: "')[2].partition('"')[0]
    other = library / "cases/2026/2026-0002/index.md"
    with other.open("a", encoding="utf-8") as stream:
        stream.write(f"\n电话 {phone}。\n")
    before = snapshot(library / "site")
    code, _, err = run("build", "--root", library)
    assert code == 2
    assert "CB501" in err
    assert phone not in err
    assert snapshot(library / "site") == before


def test_init_in_a_folder_that_is_not_empty(run: Run, library: Path) -> None:
    before = snapshot(library)
    assert_refused(run("init", library), "library")
    assert snapshot(library) == before


def test_export_to_an_unknown_kind(run: Run, library: Path) -> None:
    assert_refused(run("export", "--root", library, library / "a.txt"), "a.txt")


def test_export_into_a_missing_folder(run: Run, library: Path) -> None:
    assert_refused(run("export", "--root", library, library / "none/a.csv"), "a.csv")


def test_unknown_code(run: Run) -> None:
    assert_refused(run("explain", "CB999"), "CB999")
    assert_refused(run("explain", "award"), "awards")


def test_new_case_without_a_template(run: Run, library: Path) -> None:
    (library / "cases/TEMPLATE.md").unlink()
    assert_refused(run("new", "case", "--root", library), "TEMPLATE.md")


def test_no_git_is_no_obstacle(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, _, _ = run("check", "--root", library)
    assert code == 0
