"""What no text tells in public: internal fields, numbers of persons, what is marked as secret."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from casebook.audience.secrets import internal_values, open_strings
from casebook.checks.open_text import found_in_the_open
from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.record import Places
from casebook.text.personal import personal_numbers
from casebook.text.secrecy import secrecy_marks

# An office may sign in public what it also signs inside.
_OPEN_ANYWAY = frozenset(("clearance", "origin"))
_CODE_OF_NUMBER: Final = MappingProxyType({"resident": "CB230", "mobile": "CB231", "card": "CB232"})
_CODE_OF_MARK: Final = MappingProxyType({"state": "CB233", "internal": "CB234"})


def privacy_findings(case: Case | Article, body: Body, places: Places) -> Iterator[Finding]:
    """Each of them that stands in the open; of a number a report tells kind and place alone."""
    for kind, at in found_in_the_open(case, places, personal_numbers):
        yield Finding(code=_CODE_OF_NUMBER[kind], at=at)
    for kind, at in found_in_the_open(case, places, secrecy_marks):
        yield Finding(code=_CODE_OF_MARK[kind], at=at)
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
