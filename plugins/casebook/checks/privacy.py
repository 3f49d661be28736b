"""A case does not tell in public what its internal fields hold, nor by what number one is known."""

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
from casebook.text.personal import LONG_NUMBER, personal_numbers
from casebook.text.prose import line_starts, prose

# An office may sign in public what it also signs inside.
_OPEN_ANYWAY = frozenset(("clearance", "origin"))
_CODE_OF_NUMBER: Final = MappingProxyType({"resident": "CB230", "mobile": "CB231", "card": "CB232"})


def privacy_findings(case: Case | Article, body: Body, places: Places) -> Iterator[Finding]:
    """Internal fields whose value stands in the open, and numbers of persons that do."""
    yield from _numbers(case, places)
    secrets = [one for one in internal_values(case) if one.field not in _OPEN_ANYWAY]
    if not secrets:
        return
    public = "\n".join((*open_strings(case), body.text))
    for secret in secrets:
        if secret.text in public:
            at = places.at(secret.field)
            yield Finding(code="CB216", at=at, params={"field": secret.field})


def _numbers(case: Case | Article, places: Places) -> Iterator[Finding]:
    """Numbers of persons in open fields and the body; a report names their kind and place alone."""
    for field, text in open_values(case):
        for one in personal_numbers(text):
            yield Finding(code=_CODE_OF_NUMBER[one.kind], at=places.at(field))
    if not LONG_NUMBER.search(case.markdown):
        return
    starts = line_starts(case.markdown)
    for one in personal_numbers(prose(case.markdown)):
        line = bisect_right(starts, one.start)
        at = Place(case.path, case.body_line + line - 1, one.start - starts[line - 1] + 1)
        yield Finding(code=_CODE_OF_NUMBER[one.kind], at=at)
