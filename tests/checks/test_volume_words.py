"""What an editor writes in a volume is searched like the words of a case."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from casebook.audience import gate
from casebook.checks.soundness import without_errors
from casebook.checks.volume import volume_findings
from casebook.findings import Finding
from casebook.model.case import Case, Contact
from casebook.model.ids import VolumeId
from casebook.model.library import Library, Site
from casebook.model.terms import Audience, State
from casebook.model.volume import Appendix, Division, Imprint, Post, Selection, Volume
from casebook.publish.leaks import LeakScan, open_text
from casebook.record import Place, Places
from make import make_case, make_library

PHONE = "000-5550199"
TITLE = "还没有公开的一个案例"
OPEN = make_case(contacts=(Contact(name="周某", phone=PHONE),))
HIDDEN = make_case("2025-0002", state=State.REVIEWING, title=TITLE)
ALL = Selection(years=(2025,))


def library_with(cases: Iterable[Case] = (OPEN, HIDDEN), **values: Any) -> Library:
    volume = Volume(id=VolumeId("v"), name="汇编", **{"select": ALL, **values})
    return make_library(cases, volumes={volume.id: volume})


def told(library: Library) -> list[tuple[str, str, str]]:
    found = [one for one in volume_findings(library, {}) if one.code == "CB946"]
    assert PHONE not in str(found)
    assert TITLE not in str(found)
    return [(one.params["field"], one.params["target"], one.params["other"]) for one in found]


def test_every_free_word_of_a_volume_is_looked_at() -> None:
    part = Division(name=f"附：{TITLE}", note=f"另见《{TITLE}》。", select=ALL)
    appendix = Appendix(name=TITLE, text=f"一、{PHONE}")
    words: dict[str, Any] = {
        "subtitle": f"电话{PHONE}",
        "foreword": f"见《{TITLE}》。\n电话 {PHONE}。",
    }
    phone, title = (OPEN.path, "contacts"), (HIDDEN.path, "title")
    assert told(library_with(parts=(part,), appendices=(appendix,), **words)) == [
        ("subtitle", *phone),
        ("foreword", *phone),
        ("foreword", *title),
        ("parts.0.name", *title),
        ("parts.0.note", *title),
        ("appendices.0.name", *title),
        ("appendices.0.text", *phone),
    ]


def test_within_more_may_be_told() -> None:
    draft = make_case("2025-0003", state=State.DRAFT, title="只有作者知道的草稿")
    words = f"见《{TITLE}》和《{draft.title}》。电话 {PHONE}。"
    library = library_with((OPEN, HIDDEN, draft), audience=Audience.INTRANET, foreword=words)
    assert told(library) == [("foreword", draft.path, "title")]


def test_what_is_public_by_itself_may_be_said() -> None:
    site = Site(name="库", audience=Audience.PUBLIC, page_size=5, contact=f"电话 {PHONE}")
    assert told(replace(library_with(foreword=f"电话 {PHONE}。"), site=site)) == []
    named = make_case("2025-0004", markdown=f"另有一篇《{TITLE}》。")
    assert told(library_with((OPEN, HIDDEN, named), foreword=f"见《{TITLE}》。")) == []


@pytest.mark.parametrize(
    "words", [{"foreword": PHONE}, {"parts": (Division(name=PHONE, select=ALL),)}]
)
def test_they_make_nothing_public(words: dict[str, Any]) -> None:
    library = library_with(**words)
    assert list(scan(library, library).findings("a", PHONE.encode()))


def scan(whole: Library, clean: Library) -> LeakScan:
    gated = gate(clean, Audience.PUBLIC)
    return LeakScan(whole, gated, open_text(gated, ()))


def test_a_volume_that_tells_is_left_out_and_its_words_are_searched_for() -> None:
    library = library_with(foreword=f"见《{TITLE}》。")
    path = library.volumes[VolumeId("v")].path
    places = {path: Places(path, {})}
    clean = without_errors(library, tuple(volume_findings(library, places)))
    assert clean.volumes == {}
    assert list(scan(library, clean).findings("a", TITLE.encode()))


def test_a_case_that_has_errors_may_be_named() -> None:
    named = make_case("2025-0005", title="公开的案例，写错一处")
    library = library_with((OPEN, named), foreword=f"见《{named.title}》。")
    assert told(library) == []
    clean = without_errors(library, (Finding(code="CB101", at=Place(named.path)),))
    assert not list(scan(library, clean).findings("a", named.title.encode()))


def test_who_made_a_book_is_public_by_itself() -> None:
    office = "甲市乙局丙办公室"
    signed = make_case(origin=office)
    for words in (
        {"imprint": Imprint(by=office)},
        {"board": (Post(role="编辑", names=(office,)),)},
    ):
        library = library_with((signed,), **words)
        assert not list(scan(library, library).findings("a", office.encode()))
        assert told(library) == []
