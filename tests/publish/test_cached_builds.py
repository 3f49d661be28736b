"""A build that takes from the cache and from the last output equals a clean one."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from casebook import app
from casebook.adapters.mkdocs import host, session
from casebook.findings import Catalogue, Finding
from casebook.model.terms import Audience
from casebook.publish import cache, feeds
from casebook.publish.help import help_pages
from casebook.publish.tables import Means
from casebook.render.feeds import feed_files
from casebook.source.catalogue import read_catalogue
from casebook.views.feeds import Feed
from casebook.views.page import Page
from publish.edits import (
    BODIES,
    IDS,
    OTHERS,
    TITLES,
    Edit,
    any_edit,
    append,
    git,
    scratch_at,
    write_article,
    write_case,
)
from sites import Scratch, files

INSIDE = Audience.INTRANET
FIRST = date(2026, 11, 1)
Told = tuple[tuple[Finding, ...], ...]
CODE = re.compile(r"/CB\d+/$")


def build(root: Path, output: Path, today: date, place: Path | None, audience: Audience) -> Told:
    """What a build tells, the accepted findings and those of the finished site included."""
    with cache.opened(place) as entries:
        means = Means(entries)
        try:
            loaded = app.load(root, today, read_catalogue(), means=means)
        except app.BrokenConfigurationError as error:
            # An edit made twice may break a register; then nothing is built.
            return (error.findings,)
        built = host.build(loaded, audience, output, app.silent)
    return loaded.findings, loaded.accepted, built.findings


def help_pages_of_few_codes(catalogue: Catalogue) -> Iterator[Page]:
    """The help without the pages of most codes: nine in ten pages of a small site."""
    for number, page in enumerate(help_pages(catalogue)):
        if number % 20 == 0 or not CODE.search(page.url):
            yield page


@pytest.fixture(autouse=True, scope="module")
def few_codes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "help_pages", help_pages_of_few_codes)
        yield


steps = st.lists(st.tuples(st.lists(any_edit, max_size=2), st.integers(0, 2)), max_size=3)
# Every edit once, in their order, two at a time: more would hide each other.
EACH = [([*OTHERS[at : at + 2]], at // 2 % 2) for at in range(0, len(OTHERS), 2)]


@settings(
    # A build takes a second: no shrinking, the plan of a failure is short as it is.
    phases=[Phase.explicit, Phase.generate],
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(steps)
@example(EACH)
def test_after_any_edits_a_cached_build_equals_a_clean_one(
    plan: list[tuple[list[Edit], int]],
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        Scratch(root)
        git(root, "init", "--quiet")
        for number, title, text in zip(IDS, TITLES, BODIES, strict=False):
            write_case(number, title, text, "admitted")(root)
        today = FIRST
        for step, (edits, days) in enumerate([([], 0), *plan]):
            for edit in edits:
                edit(root)
            today += timedelta(days)
            if step % 4 == 1:
                # What the internal edition leaves in the cache is met by the public one.
                build(root, Path(folder) / "inside", today, Path(folder) / "cache", INSIDE)
            compare(root, Path(folder), today)


def compare(root: Path, folder: Path, today: date) -> None:
    place = folder / "cache"
    told = build(root, folder / "site", today, place, Audience.PUBLIC)
    shutil.rmtree(folder / "clean", ignore_errors=True)
    for litter in folder.glob(".clean*"):
        shutil.rmtree(litter) if litter.is_dir() else litter.unlink()
    assert told == build(root, folder / "clean", today, None, Audience.PUBLIC)
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
    Scratch.case(scratch_at(library), IDS[0], contacts=contacts)
    Scratch.case(scratch_at(library), IDS[1], state="submitted", batch=None, admitted=None)
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.INTRANET)
    assert b"0599-0000001" in b"".join(files(tmp_path / "site").values())
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    for folder in (tmp_path / "site", tmp_path / ".site.casebook-next"):
        assert b"0599-0000001" not in b"".join(files(folder).values())
        assert not (folder / f"cases/{IDS[1]}").exists()


def test_a_feed_that_tells_the_same_is_not_made_again(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(feed: Feed, *words: Any) -> Iterator[tuple[str, bytes]]:
        made.append(feed.url)
        return feed_files(feed, *words)

    monkeypatch.setattr(feeds, "feed_files", noted)
    write_article("2026-0001", TITLES[0], "讲[[2025-0001]]。")(library)
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    assert {"", "vanguard/"} <= set(made)
    made.clear()
    append("content/about.md", "\n\n又一段。\n")(library)
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    assert made == []
    write_article("2026-0001", TITLES[0], "讲[[2025-0001]]和[[2025-0003]]。")(library)
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    assert {"", "vanguard/"} <= set(made)


def test_nobody_else_reads_the_cache(library: Path, tmp_path: Path) -> None:
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.INTRANET)
    place = tmp_path / "cache"
    assert place.stat().st_mode & 0o077 == 0
    assert (place / "cache.sqlite3").stat().st_mode & 0o077 == 0


def test_any_number_of_processes_gives_the_same_bytes(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casebook.publish.jobs._FEWEST", 1)
    for jobs in (1, 2, 3):
        with cache.opened(tmp_path / f"cache{jobs}") as entries:
            means = Means(entries, jobs)
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


def test_a_feed_that_stays_is_looked_through_for_what_is_secret_since(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_article("2026-0001", TITLES[0], "请打0599-0000001。")(library)
    build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    contacts = [{"name": "周某", "phone": "0599-0000001"}]
    Scratch.case(scratch_at(library), IDS[0], contacts=contacts)
    with pytest.raises(SystemExit):
        build(library, tmp_path / "site", FIRST, tmp_path / "cache", Audience.PUBLIC)
    assert "vanguard/atom.xml" in capsys.readouterr().err
