"""A build that takes from the cache and from the last output equals a clean one."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.model.terms import Audience
from casebook.publish import cache
from casebook.source.catalogue import read_catalogue
from sites import Scratch, files

FIRST = date(2026, 11, 1)
IDS = ("2025-0001", "2025-0002", "2025-0003")
TITLES = ("夜间窗口", "<b>引号</b> & “”", "𠮷野🏮", "一" * 40)
BODIES = (
    "正文。",
    "见[另一个案例](../2025-0002/index.md)和[关于](../../../content/about.md)。",
    "## 小节\n\n**一是快。**第二句。\n\n[锚](../2025-0001/index.md#小节)",
)
STATES = ("admitted", "draft", "submitted", "retired")
Edit = Callable[[Path], None]


def build(root: Path, output: Path, today: date, place: Path | None, audience: Audience) -> None:
    with cache.opened(place) as entries:
        means = app.Means(entries)
        loaded = app.load(root, today, read_catalogue(), means=means)
        host.build(loaded, audience, output, app.silent)


def write_case(number: str, title: str, text: str, state: str) -> Edit:
    def edit(root: Path) -> None:
        values = {"title": title, "state": state, "related": [IDS[0]] if number != IDS[0] else None}
        if state != "admitted":
            values |= {"batch": None, "admitted": None}
        if state == "retired":
            values |= {"batch": "2025-1", "admitted": "2025-09-18"}
        notice = {"start": "2026-10-20", "end": "2026-11-02"}
        Scratch.case(_at(root), number, text, notice=notice, **values)

    return edit


def _at(root: Path) -> Scratch:
    scratch = object.__new__(Scratch)
    scratch.root = root
    return scratch


def remove_case(number: str) -> Edit:
    return lambda root: shutil.rmtree(root / f"cases/2025/{number}", ignore_errors=True)


def rename_case(number: str) -> Edit:
    def edit(root: Path) -> None:
        old, new = (root / f"cases/2025/{name}" for name in (number, "2025-0009"))
        if old.exists() and not new.exists():
            old.rename(new)

    return edit


def append(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(before + text, encoding="utf-8")

    return edit


def replace(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    return edit


def template(text: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / "site_config/theme/casebook/listing.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"<h1>{{{{ page.title }}}}</h1>{text}", encoding="utf-8")

    return edit


cases = st.builds(
    write_case,
    st.sampled_from(IDS),
    st.sampled_from(TITLES),
    st.sampled_from(BODIES),
    st.sampled_from(STATES),
)
others = st.sampled_from(
    [
        remove_case(IDS[1]),
        rename_case(IDS[2]),
        replace("site_config/registry/batches.yml", "name: ", "name: 新"),
        replace("site_config/taxonomies/kinds.yml", "name: ", "name: 新"),
        replace("site_config/site.yml", "page_size: 40", "page_size: 10"),
        replace("site_config/site.yml", "page_size: 10", "page_size: 40"),
        replace("mkdocs.yml", "site_name: ", "site_name: 新"),
        append("content/about.md", "\n\n又一段。\n"),
        replace("content/about.md", "# ", "# 新"),
        append("site_config/theme/main.html", "{% block announce %}通知{% endblock %}"),
        template("{{ today }}"),
        template("无"),
    ]
)
steps = st.lists(st.tuples(st.lists(cases | others, max_size=2), st.integers(0, 2)), max_size=3)


@settings(
    # A build takes a second: no shrinking, the plan of a failure is short as it is.
    phases=[Phase.explicit, Phase.generate],
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
def test_after_any_edits_a_cached_build_equals_a_clean_one(
    plan: list[tuple[list[Edit], int]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        Scratch(root)
        for number, title, text in zip(IDS, TITLES, BODIES, strict=False):
            write_case(number, title, text, "admitted")(root)
        today = FIRST
        for edits, days in [([], 0), *plan]:
            for edit in edits:
                edit(root)
            today += timedelta(days)
            compare(root, Path(folder), today)


def compare(root: Path, folder: Path, today: date) -> None:
    place = folder / "cache"
    build(root, folder / "inside", today, place, Audience.INTRANET)
    build(root, folder / "site", today, place, Audience.PUBLIC)
    shutil.rmtree(folder / "clean", ignore_errors=True)
    for litter in folder.glob(".clean*"):
        shutil.rmtree(litter) if litter.is_dir() else litter.unlink()
    build(root, folder / "clean", today, None, Audience.PUBLIC)
    assert files(folder / "site") == files(folder / "clean")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    Scratch(root)
    for number, title, text in zip(IDS, TITLES, BODIES, strict=False):
        write_case(number, title, text, "admitted")(root)
    return root


@pytest.mark.parametrize("harm", ["cut", "zeros", "other bytes", "gone", "a folder"])
def test_a_damaged_cache_is_made_anew(library: Path, tmp_path: Path, harm: str) -> None:
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    before = files(tmp_path / "site")
    file = tmp_path / "cache/cache.sqlite3"
    data = file.read_bytes()
    half = len(data) // 2
    file.unlink()
    if harm == "a folder":
        file.mkdir()
    elif harm != "gone":
        tail = {"cut": b"", "zeros": bytes(half), "other bytes": data[half:][::-1]}[harm]
        file.write_bytes(data[:half] + tail)
    shutil.rmtree(tmp_path / "site")
    (tmp_path / ".site.casebook-manifest").unlink()
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    assert files(tmp_path / "site") == before


def test_a_cache_of_the_internal_edition_tells_the_public_nothing(
    library: Path, tmp_path: Path
) -> None:
    contacts = [{"name": "周某", "phone": "0599-0000001"}]
    Scratch.case(_at(library), IDS[0], contacts=contacts)
    Scratch.case(_at(library), IDS[1], state="submitted", batch=None, admitted=None)
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.INTRANET)
    assert b"0599-0000001" in b"".join(files(tmp_path / "site").values())
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    for folder in (tmp_path / "site", tmp_path / ".site.casebook-next"):
        assert b"0599-0000001" not in b"".join(files(folder).values())
        assert not (folder / f"cases/{IDS[1]}").exists()


def test_any_number_of_processes_gives_the_same_bytes(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casebook.publish.jobs._FEWEST", 1)
    for jobs in (1, 2, 3):
        with cache.opened(tmp_path / f"cache{jobs}") as entries:
            means = app.Means(entries, jobs)
            loaded = app.load(library, FIRST, read_catalogue(), means=means)
            host.build(loaded, Audience.PUBLIC, tmp_path / f"site{jobs}", app.silent)
    assert files(tmp_path / "site1") == files(tmp_path / "site2") == files(tmp_path / "site3")


def test_a_cache_past_its_size_forgets_what_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_SPARE", 100)
    with cache.opened(tmp_path) as entries:
        entries.put([(b"old", bytes(1000))])
    with cache.opened(tmp_path) as entries:
        entries.put([(b"new", bytes(10))])
    with cache.opened(tmp_path) as entries:
        assert entries.get(b"old") is None
        assert entries.get(b"new") == bytes(10)
