"""What a text mentions by its key is there, and its readers may know of it."""

from collections.abc import Iterable, Iterator
from typing import Any

from casebook.audience import may_see
from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.body import Mention
from casebook.model.case import Case
from casebook.model.ids import UnitId
from casebook.model.library import Library
from casebook.model.mention import record_of, subject_of, written_mentions
from casebook.model.terms import Audience
from casebook.record import Place


def mention_findings(
    case: Case | Article, mentions: Iterable[Mention], library: Library
) -> Iterator[Finding]:
    """Mentions in the body of a record that lead nowhere, or not for all of its readers."""
    readers = [audience for audience in Audience if may_see(case, library, audience)]
    for mention in mentions:
        at = Place(case.path, mention.line, mention.column)
        yield from mention_finding(mention.key, at, readers, library)


def place_of(key: str, path: str, text: str) -> Place:
    """Where a key is first mentioned in a text."""
    start = next((one.start for one in written_mentions(text) if one.key == key), 0)
    return Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def mention_finding(
    key: str, at: Place, readers: Iterable[Audience], library: Library
) -> Iterator[Finding]:
    """What is wrong with one mention in a text for these readers."""
    subject = subject_of(key)
    found = record_of(subject, library) if subject else None
    if found is None:
        yield Finding(code="CB331", at=at, params={"target": key})
    elif not all(_may_know(found[1], library, audience) for audience in readers):
        yield Finding(code="CB332", at=at, params={"target": key})


def _may_know(record: Any, library: Library, audience: Audience) -> bool:  # noqa: ANN401 (any record)
    if isinstance(record, Case | Article):
        return may_see(record, library, audience)
    # What has no audience of its own has that of the unit that it belongs to.
    unit = library.units.get(getattr(record, "unit", UnitId("")))
    own = getattr(record, "audience", Audience.PUBLIC)
    return own.reaches(audience) and (unit is None or unit.audience.reaches(audience))
