"""The articles of every column: read, parsed, and their bodies made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.checks import Names
from casebook.findings import Finding
from casebook.model.article import Article, ArticleId
from casebook.model.article_fields import ARTICLE
from casebook.model.body import Body, Outline
from casebook.parse import ParsedArticle, Registers, parse_article, unread_fields
from casebook.publish.bodies import outline_of, packed, restored
from casebook.publish.cache import digest
from casebook.publish.tables import Means
from casebook.record import Place, Places
from casebook.render.markdown import body
from casebook.source import tree


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles as parsed.

    `records` names the folders also of those that could not be read, `unread` the fields of each
    that could not.
    """

    parsed: Sequence[ParsedArticle]
    findings: Sequence[Finding]
    records: Sequence[str]
    unread: Mapping[ArticleId, frozenset[str]]

    @property
    def by_id(self) -> Mapping[ArticleId, Article]:
        """The articles in the order of their paths."""
        return {one.article.id: one.article for one in self.parsed}

    @property
    def places(self) -> Mapping[ArticleId, Places]:
        """Where the fields of each article stand."""
        return {one.article.id: one.places for one in self.parsed}

    def bodies(self, labels: Mapping[str, str], means: Means) -> dict[ArticleId, Body]:
        """The body of each article; `labels` are the words that it may hold."""

        def make(one: Article) -> tuple[Outline, bytes]:
            made = body(one.markdown, one.path, one.body_line, labels)
            return outline_of(made), packed(made)

        around = digest(labels)
        articles = self.by_id
        items = [
            (digest(around, one.path, one.body_line, one.markdown), one)
            for one in articles.values()
        ]
        table = means.table("article_bodies", tuple[Outline, bytes])
        made = table.filled(items, make, means.jobs)
        return {key: restored(*one) for key, one in zip(articles, made, strict=True)}


def read_articles(root: Path, content: str, registers: Registers, names: Names) -> Articles:
    """Every article below `content/<column>/<year>/<number>/`, for the columns that are set up."""
    parsed: list[ParsedArticle] = []
    # Without its column nothing says who may read it; the host would publish it as a page.
    findings = [
        Finding(code="CB364", at=Place(folder))
        for folder in tree.article_folders(root, content)
        if not is_of_a_column(folder, content, registers.columns)
    ]
    records: list[str] = []
    unread: dict[ArticleId, frozenset[str]] = {}
    for column in registers.columns.values():
        for item in tree.read_cases(root, f"{content}/{column.id}"):
            if isinstance(item, Finding):
                findings.append(item)
                continue
            records.append(item.path)
            findings += item.findings
            if item.record is not None:
                one = parse_article(item.record, item.id, column, registers.site.audience)
                findings += names.told(one.findings, one.front)
                parsed.append(one)
                told = (*item.findings, *one.findings)
                unread[one.article.id] = unread_fields(item.record, ARTICLE, told)
    return Articles(parsed, findings, records, unread)


def is_of_a_column(path: str, content: str, columns: Iterable[str]) -> bool:
    """Whether a file below the hand-written pages belongs to a column and is no page by itself.

    >>> is_of_a_column("content/vanguard/2025/2025-0001/index.md", "content", ["vanguard"])
    True
    >>> is_of_a_column("content/vanguard.md", "content", ["vanguard"])
    False
    """
    return any(path.startswith(f"{content}/{column}/") for column in columns)
