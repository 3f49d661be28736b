"""What was written, both cases and articles: read, typed, and set out for the checks."""

from collections.abc import Callable, Mapping
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
    """Read the cases, those of `guests` as if they lay among them, then the columns' articles.

    Where there are guests, none of the cases is kept.
    """
    kept = None if guests else means
    records = Records(registers, labels, kept) if kept else FreshRecords(registers, labels)
    prepared, findings = records.read(root, watched)
    prepared += records.read(guests, watched)[0] if guests else []
    names = checks.Names(registers)
    for one in prepared:
        findings += names.told(one.findings, one.front)
    articles = read_articles(root, content, registers, names)
    cases = {one.case.id: one for one in prepared if one.case}
    return Submissions(
        cases=cases,
        records=tuple(one.path for one in prepared),
        bodies=_bodies(cases, records.body),
        articles=articles,
        texts=articles.bodies(labels, means or Means()),
        findings=(*findings, *articles.findings),
    )


def _bodies(cases: Mapping[CaseId, Prepared], body: Callable[[Case, Origin], Body]) -> Bodies:
    origins = {key: Origin(one.key, one.outline) for key, one in cases.items()}
    written = {key: one.case for key, one in cases.items() if one.case}
    return Bodies(written, origins, body)


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
