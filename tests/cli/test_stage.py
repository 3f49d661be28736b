"""`casebook stage` as a command: what it replaces, what it refuses, what it never tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook import app
from casebook.cli.loading import load
from sites import files

Run = Callable[..., tuple[int, str, str]]


def refused(answer: tuple[int, str, str], *words: str) -> None:
    code, out, err = answer
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert all(word in err for word in words), err


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    return tmp_path / "stage"


def test_an_earlier_stage_is_replaced_and_what_a_person_hides_in_it_stays(
    run: Run, library: Path, stage: Path
) -> None:
    words = ("stage", stage, "--root", library, "--today", "2026-11-01")
    assert run(*words)[0] == 0
    (stage / ".git").mkdir()
    (stage / ".git/HEAD").write_text("ref", encoding="utf-8")
    assert "没有变化" in run(*words)[1]
    (library / "content/about.md").write_text("# 关于本库\n\n新的说明。\n", encoding="utf-8")
    assert run(*words)[0] == 0
    assert "新的说明" in (stage / "docs/about.md").read_text(encoding="utf-8")
    assert (stage / ".git/HEAD").is_file()


def test_mentions_in_hand_written_pages_become_links(run: Run, library: Path, stage: Path) -> None:
    text = "见[[2025-0001]]、[[2025-0001|夜里的窗口]]、[[unit:none]]，写作 `[[2025-0001]]`。\n"
    (library / "content/about.md").write_text(f"# 关于本库\n\n{text}", encoding="utf-8")
    assert run("stage", stage, "--root", library)[0] == 0
    staged = (stage / "docs/about.md").read_text(encoding="utf-8")
    assert staged.count("](cases/2025-0001/index.md)") == 2
    assert "[夜里的窗口](cases" in staged
    assert "unit:none，" in staged
    assert "`[[2025-0001]]`" in staged


def test_a_folder_with_other_files_is_left_alone(run: Run, library: Path, stage: Path) -> None:
    stage.mkdir()
    (stage / "thesis.docx").write_bytes(b"x")
    refused(run("stage", stage, "--root", library), "没有改动")
    assert files(stage) == {"thesis.docx": b"x"}


def test_a_site_is_no_earlier_stage(run: Run, library: Path) -> None:
    run("build", "--root", library)
    before = files(library / "site")
    refused(run("stage", library / "site", "--root", library), "没有改动")
    assert files(library / "site") == before


@pytest.mark.parametrize("where", [".", "..", "cases/new", "content", "site_config/x"])
def test_the_sources_are_no_place_for_a_stage(run: Run, library: Path, where: str) -> None:
    before = files(library)
    refused(run("stage", library / where, "--root", library), "没有改动")
    assert files(library) == before


def test_a_leak_keeps_the_earlier_stage(run: Run, library: Path, stage: Path) -> None:
    run("stage", stage, "--root", library)
    before = files(stage)
    # In Markdown a backslash stands before the low line, so the page itself is looked at too.
    email = "编号A_17_待核实"
    case = library / "cases/2026/2026-0001/index.md"
    text = case.read_text(encoding="utf-8")
    phone = text.partition('phone: "')[2].partition('"')[0]
    case.write_text(text.replace(f'phone: "{phone}"', f"email: {email}"), encoding="utf-8")
    with (library / "cases/2026/2026-0002/index.md").open("a", encoding="utf-8") as stream:
        stream.write(f"\n记着 {email} 这一件。\n")
    answer = run("stage", stage, "--root", library)
    refused(answer, "CB501")
    assert email not in answer[2]
    assert files(stage) == before


def test_a_case_with_errors_is_left_out_and_told(run: Run, library: Path, stage: Path) -> None:
    path = library / "cases/2025/2025-0001/index.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "title：", 1), "utf-8")
    code, _, err = run("stage", stage, "--root", library)
    assert code == 1
    assert "CB003" in err
    assert not (stage / "docs/cases/2025-0001").exists()


def test_the_internal_edition_holds_more(run: Run, library: Path, stage: Path) -> None:
    run("stage", stage, "--root", library)
    inside = stage.with_name("inside")
    assert run("stage", inside, "--root", library, "--audience", "intranet")[0] == 0
    names = [{path.name for path in (one / "docs/cases").iterdir()} for one in (stage, inside)]
    assert names[0] < names[1]


def test_links_of_hand_written_pages_lead_to_files(run: Run, library: Path, stage: Path) -> None:
    text = (
        "---\ntitle: 关于\nhide: [navigation]\n---\n\n# 关于\n\n"
        "[案例](../cases/2025-0001/#做法与经过)"
        " [单位](units.md) [外面](https://example.org/cases/) `[码](../cases/2025-0001/)`\n"
    )
    (library / "content/about.md").write_text(text, encoding="utf-8")
    assert run("stage", stage, "--root", library)[0] == 0
    assert (stage / "docs/about.md").read_text(encoding="utf-8") == (
        "---\ntitle: 关于\n---\n\n# 关于\n\n[案例](cases/2025-0001/index.md#做法与经过)"
        " [单位](units.md) [外面](https://example.org/cases/) `[码](../cases/2025-0001/)`\n"
    )


def test_what_is_hostile_among_the_pages_is_not_staged(
    run: Run, library: Path, stage: Path
) -> None:
    (library / "content/passwd.txt").symlink_to("/etc/passwd")
    (library / "content/.hidden").write_text("x", encoding="utf-8")
    assert run("stage", stage, "--root", library)[0] == 1
    assert not {"docs/passwd.txt", "docs/.hidden"} & files(stage).keys()


@pytest.mark.parametrize("name", ["photo.png", "about.md"])
def test_a_file_that_became_a_link_after_the_check_is_not_staged(
    run: Run, library: Path, stage: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file, secret = library / "content" / name, library.parent / "secret"
    secret.write_bytes(b"secret")
    file.write_bytes(b"open")

    def turned(*words: Any) -> app.Loaded:
        loaded = load(*words)
        file.unlink()
        file.symlink_to(secret)
        return loaded

    monkeypatch.setattr("casebook.cli.stage.load", turned)
    refused(run("stage", stage, "--root", library), f"content/{name}")
    assert not stage.exists()


def test_a_page_that_nobody_fills_is_made(run: Run, library: Path, stage: Path) -> None:
    (library / "content/units.md").unlink()
    config = library / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - 单位: units.md\n", "")
    config.write_text(text, encoding="utf-8")
    assert run("stage", stage, "--root", library)[0] == 0
    page = (stage / "docs/units/index.md").read_text(encoding="utf-8")
    assert "(service-bureau/index.md)" in page
    case = (stage / "docs/cases/2025-0001/index.md").read_text(encoding="utf-8")
    assert "(../../units/service-bureau/index.md)" in case


def test_a_hand_written_page_keeps_its_address(run: Run, library: Path, stage: Path) -> None:
    taken = library / "content/cases/2025-0001/index.md"
    taken.parent.mkdir(parents=True)
    taken.write_text("# 手写\n", encoding="utf-8")
    refused(run("stage", stage, "--root", library), "cases/2025-0001/index.md")
    assert not stage.exists()


def test_a_broken_mkdocs_is_told(run: Run, library: Path, stage: Path) -> None:
    (library / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    refused(run("stage", stage, "--root", library), "mkdocs.yml")
    assert not stage.exists()
