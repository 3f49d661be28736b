"""A case does not tell in public what its internal fields hold."""

from collections.abc import Iterator

from casebook.audience.secrets import internal_values, open_strings
from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.record import Places

# An office may sign in public what it also signs inside.
_OPEN_ANYWAY = frozenset(("clearance", "origin"))


def privacy_findings(case: Case | Article, body: Body, places: Places) -> Iterator[Finding]:
    """Internal fields whose value also stands in the open fields or the body."""
    secrets = [one for one in internal_values(case) if one.field not in _OPEN_ANYWAY]
    if not secrets:
        return
    public = "\n".join((*open_strings(case), body.text))
    for secret in secrets:
        if secret.text in public:
            at = places.at(secret.field)
            yield Finding(code="CB216", at=at, params={"field": secret.field})
