"""The articles of every column: read, parsed, and their bodies made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.checks import Names
from casebook.findings import Finding
from casebook.model.article import Article, ArticleId
from casebook.model.article_fields import ARTICLE
from casebook.model.body import Body
from casebook.parse import ParsedArticle, Registers, parse_article, unread_fields
from casebook.publish.bodies import packed_whole, restored_whole
from casebook.publish.cache import Cache, digest
from casebook.publish.version import code_version
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

    def bodies(self, labels: Mapping[str, str], cache: Cache | None) -> dict[ArticleId, Body]:
        """The body of each article; `labels` are the words that it may hold."""

        def make(one: Article) -> Body:
            return body(one.markdown, one.path, one.body_line, labels)

        if cache is None:
            return {key: make(one) for key, one in self.by_id.items()}
        return _kept_bodies(self.by_id, make, digest(code_version(), labels), cache)


def _kept_bodies(
    articles: Mapping[ArticleId, Article],
    make: Callable[[Article], Body],
    around: bytes,
    cache: Cache,
) -> dict[ArticleId, Body]:
    """The bodies as the cache has them; what it lacks is made, and kept there."""
    made: dict[ArticleId, Body] = {}
    new: list[tuple[bytes, bytes]] = []
    for key, article in articles.items():
        name = digest(around, article.path, article.body_line, article.markdown)
        if data := cache.get(name):
            made[key] = restored_whole(data)
        else:
            made[key] = make(article)
            new.append((name, packed_whole(made[key])))
    cache.put(new)
    return made


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
