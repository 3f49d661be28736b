"""What no text tells in public: internal fields, numbers of persons, what is marked as secret."""

from bisect import bisect_right
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from casebook.audience.secrets import internal_values, open_strings, open_values
from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.record import Place, Places
from casebook.text.personal import personal_numbers
from casebook.text.prose import line_starts, prose
from casebook.text.secrecy import secrecy_marks
from casebook.text.sensitive import Sensitive

# An office may sign in public what it also signs inside.
_OPEN_ANYWAY = frozenset(("clearance", "origin"))
_CODES: Final = MappingProxyType(
    {
        "resident": "CB230",
        "mobile": "CB231",
        "card": "CB232",
        "state": "CB233",
        "internal": "CB234",
    }
)


def privacy_findings(case: Case | Article, body: Body, places: Places) -> Iterator[Finding]:
    """Each of them that stands in the open; of a number a report tells kind and place alone."""
    for kind, at in _in_the_open(case, places):
        yield Finding(code=_CODES[kind], at=at)
    internal = list(internal_values(case))
    for one in internal:
        # What may stay inside is in its place there; a state secret is not.
        if any(mark.kind == "state" for mark in secrecy_marks(one.text)):
            yield Finding(code="CB233", at=places.at(one.field))
    secrets = [one for one in internal if one.field not in _OPEN_ANYWAY]
    if not secrets:
        return
    public = "\n".join((*open_strings(case), body.text))
    for secret in secrets:
        if secret.text in public:
            at = places.at(secret.field)
            yield Finding(code="CB216", at=at, params={"field": secret.field})


def _in_the_open(case: Case | Article, places: Places) -> Iterator[tuple[str, Place]]:
    """The kind and the place of what is sensitive in open fields and in the body."""
    for field, text in open_values(case):
        for one in _sensitive(text):
            yield one.kind, places.at(field)
    if not any(True for _ in _sensitive(case.markdown)):
        return
    starts = line_starts(case.markdown)
    for one in _sensitive(prose(case.markdown)):
        line = bisect_right(starts, one.start)
        yield (
            one.kind,
            Place(case.path, case.body_line + line - 1, one.start - starts[line - 1] + 1),
        )


def _sensitive(text: str) -> Iterator[Sensitive]:
    yield from personal_numbers(text)
    yield from secrecy_marks(text)
