"""A text holds what its call asks for: sections, length, pictures, effect, method card."""

import posixpath
from collections.abc import Iterator
from typing import Final

from casebook.checks.sections import section_findings
from casebook.findings import Finding
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.registers import Call
from casebook.model.rules import PixelSize
from casebook.model.terms import State
from casebook.record import Place, Places
from casebook.text.words import keeps_within, word_count

# On its way in; what was admitted before there were calls stays as it is.
_HANDED_IN: Final = frozenset((State.SUBMITTED, State.REVIEWING, State.CLEARED))


def nameless_findings(case: Case, places: Places, library: Library) -> Iterator[Finding]:
    """A submission that names no call escapes all that calls ask for, required fields too."""
    if case.call is None and case.state in _HANDED_IN and library.calls:
        params = {"field": "call", "known": "、".join(library.calls)}
        yield Finding(code="CB228", at=places.at("call"), params=params)


def call_findings(case: Case, places: Places, call: Call, body: Body) -> Iterator[Finding]:
    """Every finding about what the call of a case asks of its text; a call may ask nothing."""
    yield from section_findings(case, call, body)
    yield from _lengths(case, places, call, body)
    yield from _images(case, call, body)
    if call.effect and not case.metrics and not case.effect_note.strip():
        yield Finding(code="CB226", at=places.at("metrics"), params={"field": "metrics"})
    if call.method_card and case.method is None:
        yield Finding(code="CB227", at=places.at("method"), params={"field": "method"})


def _lengths(case: Case, places: Places, call: Call, body: Body) -> Iterator[Finding]:
    for code, text, least, most, at in (
        ("CB220", body.text, call.body_min, call.body_max, Place(case.path, case.body_line, 1)),
        ("CB221", case.summary, call.summary_min, call.summary_max, places.at("summary")),
        ("CB222", case.title, None, call.title_max, places.at("title")),
    ):
        # An empty text has a finding of its own where it is asked for.
        if text and not keeps_within(text, least or 0, len(text) if most is None else most):
            yield from _amount(code, word_count(text), least, most, at)


def _amount(
    code: str, count: int, least: int | None, most: int | None, at: Place
) -> Iterator[Finding]:
    if least is not None and count < least:
        params = {"count": str(count), "wanted": "at_least", "limit": str(least)}
        yield Finding(code=code, at=at, params=params)
    elif most is not None and count > most:
        params = {"count": str(count), "wanted": "at_most", "limit": str(most)}
        yield Finding(code=code, at=at, params=params)


def _images(case: Case, call: Call, body: Body) -> Iterator[Finding]:
    at = Place(case.path, case.body_line, 1)
    yield from _amount("CB223", len(body.images), call.images_min, call.images_max, at)
    for image in body.images:
        here = Place(case.path, image.line, image.column)
        name = posixpath.basename(image.path)
        file = case.file(name)
        if call.image_min_px and file and file.is_image:
            size = PixelSize(width=file.width, height=file.height)
            if _is_smaller(size, call.image_min_px):
                yield Finding(code="CB224", at=here, params=_sizes(name, size, call.image_min_px))
        count = word_count(image.caption)
        if call.caption_max is not None and count > call.caption_max:
            params = {"target": name, "count": str(count), "limit": str(call.caption_max)}
            yield Finding(code="CB225", at=here, params=params)


def _is_smaller(size: PixelSize, least: PixelSize) -> bool:
    """Whether a picture, lying or upright, falls short on one of its sides."""
    sides = sorted((size.width, size.height))
    return any(
        side < wanted
        for side, wanted in zip(sides, sorted((least.width, least.height)), strict=True)
    )


def _sizes(name: str, size: PixelSize, least: PixelSize) -> dict[str, str]:
    return {
        "target": name,
        "size": f"{size.width}×{size.height}",
        "limit": f"{least.width}×{least.height}",
    }
