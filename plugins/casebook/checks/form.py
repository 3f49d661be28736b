"""The form is filled in: nothing of its guiding text is left."""

from collections.abc import Iterator
from functools import lru_cache

from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.record import Place

_SHORTEST = 10


def form_findings(case: Case | Article, form: str) -> Iterator[Finding]:
    """Lines of a body that are still those of the form; headings may stay."""
    guides = _guides(form)
    if guides.isdisjoint(lines := case.markdown.split("\n")):
        return
    for number, line in enumerate(lines, start=case.body_line):
        if line in guides:
            yield Finding(code="CB214", at=Place(case.path, number, 1))


@lru_cache(maxsize=8)
def _guides(form: str) -> frozenset[str]:
    """The lines of a form that guide whoever fills it in; a library has few forms."""
    lines = form.split("\n")
    return frozenset(line for line in lines if len(line) >= _SHORTEST and line[0] != "#")
