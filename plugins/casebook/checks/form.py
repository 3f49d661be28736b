"""The form is filled in: nothing of its guiding text is left."""

from collections.abc import Iterator

from casebook.findings import Finding
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.record import Place

_SHORTEST = 10


def form_findings(case: Case | Article, form: str) -> Iterator[Finding]:
    """Lines of a body that are still those of the form; headings may stay."""
    guides = {line for line in form.split("\n") if len(line) >= _SHORTEST and line[0] != "#"}
    for number, line in enumerate(case.markdown.split("\n"), start=case.body_line):
        if line in guides:
            yield Finding(code="CB214", at=Place(case.path, number, 1))
