"""What was written, both cases and articles: read, typed, and set out for the checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook import checks
from casebook.columns import Articles, is_of_a_column, read_articles
from casebook.findings import Finding
from casebook.model.article import ArticleId
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.parse import Registers
from casebook.publish.bodies import Bodies, Origin
from casebook.publish.records import FreshRecords, Prepared, Records, Watched
from casebook.publish.tables import Means
from casebook.source import tree
from casebook.source.pages import page_paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Submissions:
    """What was written: submissions as far as they could be typed, their texts, the findings.

    `records` are the folders of all cases; `texts` are the bodies of the articles.
    """

    cases: Mapping[CaseId, Prepared]
    records: tuple[str, ...]
    bodies: Bodies
    articles: Articles
    texts: Mapping[ArticleId, Body]
    findings: tuple[Finding, ...]


def read_submissions(  # noqa: PLR0913, PLR0917 (what a load was given)
    root: Path,
    content: str,
    registers: Registers,
    labels: Mapping[str, str],
    means: Means | None,
    watched: Watched,
    guests: Path | None = None,
) -> Submissions:
    """Read the cases, those of `guests` as if they lay among them, then the columns' articles."""
    records = Records(registers, labels, means) if means else FreshRecords(registers, labels)
    prepared, findings = records.read(root, watched)
    visitors = FreshRecords(registers, labels)
    visiting = visitors.read(guests, watched)[0] if guests else []
    own = frozenset(one.case.id for one in visiting if one.case)
    prepared += visiting

    def body(case: Case, origin: Origin) -> Body:
        return (visitors if case.id in own else records).body(case, origin)

    names = checks.Names(registers)
    for one in prepared:
        findings += names.told(one.findings, one.front)
    articles = read_articles(root, content, registers, names)
    cases = {one.case.id: one for one in prepared if one.case}
    origins = {key: Origin(one.key, one.outline) for key, one in cases.items()}
    written = {key: one.case for key, one in cases.items() if one.case}
    return Submissions(
        cases=cases,
        records=tuple(one.path for one in prepared),
        bodies=Bodies(written, origins, body),
        articles=articles,
        texts=articles.bodies(labels, means or Means()),
        findings=(*findings, *articles.findings),
    )


def context_of(root: Path, content: str, registers: Registers, read: Submissions) -> checks.Context:
    """What checks look at beside the records."""
    columns, cases = registers.columns, read.cases
    return checks.Context(
        places={key: one.places for key, one in cases.items()},
        registers=registers.places,
        outlines=read.bodies.outlines,
        pages=frozenset(
            path for path in page_paths(root, content) if not is_of_a_column(path, content, columns)
        ),
        form=tree.read_template(root),
        wording=registers.wording,
        unread={key: one.unread for key, one in cases.items() if one.unread},
        fronts={key: one.front for key, one in cases.items()},
        articles=checks.ArticleContext(
            places=read.articles.places,
            bodies=read.texts,
            unread=read.articles.unread,
            forms={one: tree.read_template(root, f"{content}/{one}") for one in columns},
        ),
    )
