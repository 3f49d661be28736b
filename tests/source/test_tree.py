import shutil
from pathlib import Path

import pytest

from casebook.findings import Finding
from casebook.source.settings import read_all
from casebook.source.tree import case_folders, gather, hostile_paths, read_gathered
from shared import LIBRARY

GOOD = "---\ntitle: 夜校\n---\n正文\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def put(root: Path, path: str, text: str = GOOD) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def told(root: Path) -> list[tuple[str, str]]:
    found: list[Finding] = []
    for item in case_folders(root):
        found += [item] if isinstance(item, Finding) else read_gathered(item, gather(item))[1]
    return [(one.code, one.at.path) for one in found]


def ids(root: Path) -> list[str]:
    folders = [item for item in case_folders(root) if not isinstance(item, Finding)]
    return [folder.id for folder in folders if read_gathered(folder, gather(folder))[0]]


def test_submissions_in_the_order_of_their_numbers() -> None:
    assert ids(LIBRARY) == ["2025-0001", "2025-0002", "2025-0003"]
    assert told(LIBRARY) == []


def test_no_cases_at_all(root: Path) -> None:
    assert told(root) == [("CB023", "cases")]


@pytest.mark.parametrize(
    "path",
    [
        "cases/readme.md",
        "cases/2025/index.md",
        "cases/2025/2025-7/index.md",
        "cases/2025/2024-0007/index.md",
        "cases/2025/2025-00071234/index.md",
        "cases/二〇二五/2025-0007/index.md",
        "cases/２０２５/２０２５-０００７/index.md",
        "cases/2025/2025-０００７/index.md",
    ],
)
def test_what_lies_elsewhere_is_told(root: Path, path: str) -> None:
    put(root, path)
    assert [code for code, _ in told(root)] == ["CB025"]
    assert ids(root) == []


def test_a_year_in_wide_digits_is_told_as_a_whole(root: Path) -> None:
    put(root, "cases/２０２５/2025-0007/index.md")
    assert told(root) == [("CB025", "cases/２０２５")]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", ".~lock.a.docx#"])
def test_what_a_desk_leaves_behind_is_passed_over(root: Path, name: str) -> None:
    put(root, "cases/2025/2025-0007/index.md")
    put(root, f"cases/2025/2025-0007/{name}")
    put(root, f"cases/2025/{name}")
    assert told(root) == []
    assert ids(root) == ["2025-0007"]


def test_the_template_is_no_case(root: Path) -> None:
    put(root, "cases/TEMPLATE.md")
    assert told(root) == []


def test_an_empty_folder_has_no_index(root: Path) -> None:
    (root / "cases/2025/2025-0007").mkdir(parents=True)
    assert told(root) == [("CB025", "cases/2025/2025-0007")]


def test_an_index_in_capitals_is_none(root: Path) -> None:
    put(root, "cases/2025/2025-0007/INDEX.md")
    assert told(root) == [("CB025", "cases/2025/2025-0007")]


def test_an_index_that_is_a_folder(root: Path) -> None:
    put(root, "cases/2025/2025-0007/index.md/a.md")
    assert told(root) == [("CB023", "cases/2025/2025-0007/index.md")]


@pytest.mark.parametrize("path", ["cases/2025", "cases/2025/2025-0007"])
def test_a_link_is_not_followed(root: Path, path: str) -> None:
    away = root / "away"
    away.mkdir()
    put(away, "2025-0007/index.md")
    put(away, "index.md")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).symlink_to(away)
    assert told(root) == [("CB018", path)]
    assert ids(root) == []


def test_a_link_in_the_place_of_an_index(root: Path) -> None:
    away = put(root, "secret.md")
    (root / "cases/2025/2025-0007").mkdir(parents=True)
    (root / "cases/2025/2025-0007/index.md").symlink_to(away)
    assert told(root) == [("CB018", "cases/2025/2025-0007/index.md")]


def test_a_file_without_permission(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "cases/2025/2025-0007/index.md")
    put(root, "cases/2025/2025-0007/a.csv")

    def refuse(*_: object, **__: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    assert told(root) == [
        ("CB023", "cases/2025/2025-0007/a.csv"),
        ("CB023", "cases/2025/2025-0007/index.md"),
    ]


def test_names_that_differ_in_composition_clash(root: Path) -> None:
    put(root, "cases/2025/2025-0007/index.md")
    for name in ("caf\u00e9.csv", "cafe\u0301.csv"):
        put(root, f"cases/2025/2025-0007/{name}")
    assert [code for code, _ in told(root)] == ["CB021"]


def test_hostile_paths_of_a_folder_that_is_published_as_it_is(root: Path) -> None:
    put(root, "content/a/b.md")
    (root / "content/a/c.md").symlink_to("b.md")
    put(root, "content/a/aux.md")
    found = sorted((one.code, one.at.path) for one in hostile_paths(root, "content"))
    assert found == [("CB018", "content/a/c.md"), ("CB022", "content/a/aux.md")]


def test_settings_are_read_by_path(root: Path) -> None:
    shutil.copytree(LIBRARY / "site_config", root / "site_config")
    raw = read_all(root)
    assert raw.findings == ()
    assert set(raw.folder("calls")) == {"2025", "plain"}
    assert raw.record("registry/units") is not None
    assert raw.record("registry/brands") is None


def test_settings_behind_a_link_are_not_read(root: Path) -> None:
    shutil.copytree(LIBRARY / "site_config", root / "elsewhere")
    (root / "site_config").symlink_to("elsewhere")
    raw = read_all(root)
    assert [one.code for one in raw.findings] == ["CB018"]
    assert raw.records == {}
