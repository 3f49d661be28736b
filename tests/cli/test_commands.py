"""What each command does for a library that is well."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.publish.manifest import states
from sites import ROOT as SAMPLE

Ask = Callable[..., str]
DAY = "2026-03-02"
ARTICLE = {
    "title": "门口的灯",
    "issue": "1",
    "state": "published",
    "audience": "public",
    "clearance": "{by: 甲室, date: 2026-03-01, scope: public}",
}


@pytest.fixture
def ask(run: Callable[..., tuple[int, str, str]]) -> Ask:
    """Run a command that is to end with `code`; what it says on standard output."""

    def call(*words: str | Path, code: int = 0) -> str:
        ended, out, _ = run(*words)
        assert ended == code
        return out

    return call


def test_a_new_library_takes_its_first_case_from_nothing_to_a_site(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask("init", "mine")
    monkeypatch.chdir(tmp_path / "mine")
    ask("new", "case", "--today", "2026-03-02")
    ask("new", "case", "--today", "2026-03-02")
    first = tmp_path / "mine/cases/2026/2026-0001/index.md"
    assert "date: 2026-03-02" in first.read_text(encoding="utf-8")
    assert 'call: "general" ' in first.read_text(encoding="utf-8")
    assert "CB101" in ask("check", code=1)
    for number in ("0001", "0002"):
        path = tmp_path / f"mine/cases/2026/2026-{number}/index.md"
        head, fence, body = path.read_text(encoding="utf-8").rpartition("\n---\n")
        assert "原来有什么难处" in body
        head = head.replace("title:  ", "title: 夜校  ", 1).replace('"general"', "")
        path.write_text(f"{head}{fence}\n## 一、背景\n\n正文。\n", encoding="utf-8")
    ask("check")
    ask("build")
    assert (tmp_path / "mine/site/library/index.html").is_file()


def test_a_new_library_takes_its_first_article_from_nothing_to_a_feed(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask("init", "mine")
    root = tmp_path / "mine"
    monkeypatch.chdir(root)
    ask("check")
    assert "content/column/2026/2026-0001/index.md" in ask("new", "article", "--today", DAY)
    assert "2026-0002" in ask("new", "article", "--column", "column", "--today", DAY)
    path = root / "content/column/2026/2026-0001/index.md"
    head, fence, body = path.read_text(encoding="utf-8").rpartition("\n---\n")
    assert f"date: {DAY} " in head
    rows = json.loads(ask("check", "--format", "json", code=1))
    assert {row["code"] for row in rows} >= {"CB101"}
    assert {row["path"].split("/")[3] for row in rows} == {"2026-0001", "2026-0002"}
    shutil.rmtree(root / "content/column/2026/2026-0002")
    for name, value in ARTICLE.items():
        line = next(one for one in head.splitlines() if one.startswith(f"{name}:"))
        head = head.replace(line, f"{name}: {value}")
    assert "正文从这里写起" in body
    path.write_text(f"{head}{fence}\n灯是七点亮的。\n", encoding="utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("# site_url", "site_url")
    settings.write_text(text, encoding="utf-8")
    ask("check", "--today", DAY)
    assert "0 个案例、1 篇文章" in ask("build", "--today", DAY)
    assert "灯是七点亮的" in (root / "site/column/2026-0001/index.html").read_text("utf-8")
    assert "门口的灯" in (root / "site/column/index.html").read_text("utf-8")
    assert "灯是七点亮的" in (root / "site/column/atom.xml").read_text("utf-8")


def test_a_new_library_is_whole_before_its_first_case(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask("init", "mine")
    monkeypatch.chdir(tmp_path / "mine")
    ask("build")
    assert "还没有文章。" in Path("site/column/index.html").read_text("utf-8")


def test_the_sample_is_clean(ask: Ask) -> None:
    assert ask("check", "--root", SAMPLE, "--format", "json") == "[]\n"


def test_check_looks_at_the_paths_it_is_given(ask: Ask, library: Path) -> None:
    for number in ("2025-0001", "2025-0002"):
        path = library / f"cases/2025/{number}/index.md"
        text = path.read_text(encoding="utf-8").replace("title:", "titel:", 1)
        path.write_text(text, encoding="utf-8")
    folder = library / "cases/2025/2025-0002"
    rows = json.loads(ask("check", "--root", library, "--format", "json", folder, code=1))
    assert {row["path"] for row in rows} == {"cases/2025/2025-0002/index.md"}
    assert "CB101" in {row["code"] for row in rows}


def test_a_record_with_errors_is_left_out_and_the_rest_is_built(ask: Ask, library: Path) -> None:
    path = library / "cases/2025/2025-0001/index.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "title："), encoding="utf-8")
    ask("build", "--root", library, code=1)
    assert not (library / "site/cases/2025-0001").exists()
    assert (library / "site/cases/2025-0002/index.html").is_file()


def test_building_twice_changes_nothing(ask: Ask, library: Path) -> None:
    ask("build", "--root", library, "--today", "2026-11-01")
    before = dict(states(library / "site"))
    assert "没有变化" in ask("build", "--root", library, "--today", "2026-11-01")
    assert dict(states(library / "site")) == before


def test_the_internal_edition_has_a_folder_of_its_own(ask: Ask, library: Path) -> None:
    ask("build", "--root", library, "--audience", "intranet")
    assert (library / "site-intranet/index.html").is_file()
    assert not (library / "site").exists()


def test_export_csv_opens_in_a_spreadsheet_and_holds_nothing_internal(
    ask: Ask, library: Path
) -> None:
    path = library / "cases/2025/2025-0001/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("subtitle: ", "subtitle: =1+", 1), encoding="utf-8")
    ask("export", "--root", library, library / "a.csv")
    data = (library / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[1][2].startswith("'=1+")
    assert "联系人" not in rows[0]
    assert "000-555" not in data.decode()


def test_export_json_holds_typed_values(ask: Ask, library: Path) -> None:
    ask("export", "--root", library, library / "a.json")
    rows = json.loads((library / "a.json").read_text(encoding="utf-8"))
    first = next(row for row in rows if row["id"] == "2025-0001")
    assert first["metrics"][0]["before"] == 42
    assert first["admitted"] == "2025-09-18"
    assert not {"contacts", "remarks", "scores", "clearance"} & {key for row in rows for key in row}


def test_explain_tells_what_why_and_how(ask: Ask) -> None:
    told = ask("explain", "cb003")
    assert told.endswith("网站上的说明：help/CB003/\n")
    assert "CB003 必须改" in told
    assert "改法：" in told
    assert "原因：" in told
    assert "{" not in told


def test_explain_lists_fields_and_their_schema(ask: Ask) -> None:
    assert "联系人（仅内部）" in ask("explain", "fields")
    schema = json.loads(ask("explain", "schema"))
    assert schema["properties"]["contacts"]["x-audience"] == "intranet"
    assert schema["required"] == ["title"]


def test_explain_lists_the_fields_of_a_register(ask: Ask) -> None:
    told = ask("explain", "awards")
    assert told.startswith("site_config/registry/awards.yml\n")
    assert "awards.grades.places　名额（公开）" in told
    assert "rubric　评分标准（公开）" in ask("explain", "calls")


def test_an_almost_empty_form_does_not_pass(ask: Ask, tmp_path: Path) -> None:
    root = tmp_path / "mine"
    ask("init", root)
    ask("new", "case", "--root", root, "--today", "2026-03-02")
    path = root / "cases/2026/2026-0001/index.md"
    head, fence, _ = path.read_text(encoding="utf-8").rpartition("\n---\n")
    head = head.replace("title:  ", "title: 夜校  ", 1).replace("draft", "submitted")
    path.write_text(f"{head}{fence}\n## 一、背景\n\n一句话。\n", encoding="utf-8")
    told = ask("check", "--root", root, code=1)
    for name in ("unit", "themes", "summary", "authors"):
        assert f"请补充 {name}" in told
    path.write_text(path.read_text("utf-8").replace('call: "general"', "call:"), encoding="utf-8")
    told = ask("check", "--root", root, code=1)
    assert "CB228" in told
    assert "general、plain" in told


@pytest.mark.parametrize(("day", "line"), [("2026-03-01", 'call: "2026"'), ("2026-02-28", "call:")])
def test_a_new_case_answers_the_call_that_is_open(
    ask: Ask, library: Path, day: str, line: str
) -> None:
    ask("new", "case", "--root", library, "--today", day)
    path = max((library / "cases/2026").iterdir()) / "index.md"
    told = next(one for one in path.read_text("utf-8").splitlines() if one.startswith("call:"))
    form = (library / "cases/TEMPLATE.md").read_text("utf-8").splitlines()
    asked = next(one for one in form if one.startswith("call:"))
    assert told == f"{line:<{asked.index('#')}}{asked[asked.index('#') :]}"


def test_a_number_is_not_given_again_when_its_case_is_gone(ask: Ask, library: Path) -> None:
    commit(library, "all")
    last = max((library / "cases/2026").iterdir()).name
    shutil.rmtree(library / "cases/2026" / last)
    commit(library, "one less")
    number = int(last.partition("-")[2]) + 1
    assert f"2026-{number:04}" in ask("new", "case", "--root", library, "--today", "2026-11-01")


def test_a_shallow_clone_cannot_give_a_number(ask: Ask, library: Path, tmp_path: Path) -> None:
    commit(library, "one")
    (library / "cases/2026/note").touch()
    commit(library, "two")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{library}", clone], check=True)
    before = sorted((clone / "cases/2026").iterdir())
    ask("new", "case", "--root", clone, "--today", "2026-11-01", code=2)
    assert sorted((clone / "cases/2026").iterdir()) == before


def commit(root: Path, message: str) -> None:
    if not (root / ".git").exists():
        subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "-C", root, "add", "-A"], check=True)
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", root, *who, "commit", "-qm", message], check=True)


def test_a_production_site_takes_no_samples(
    run: Callable[..., tuple[int, str, str]], library: Path
) -> None:
    site = library / "site_config/site.yml"
    text = site.read_text(encoding="utf-8").replace("profile: sample", "profile: production")
    site.write_text(text, encoding="utf-8")
    ended, _, told = run("check", "--root", library)
    assert (ended, "site_config/registry/units.yml" in told, "CB405" in told) == (2, True, True)
