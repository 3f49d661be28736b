"""One raw record to one article."""

from dataclasses import dataclass

from casebook.findings import Finding
from casebook.model import article_fields
from casebook.model.article import Article, ArticleId, Column, Rights
from casebook.model.ids import CaseId
from casebook.model.terms import Audience
from casebook.parse.files import files_of
from casebook.parse.values import Reading
from casebook.record import Place, Places, RawRecord


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article as far as it could be typed, where its fields stand, and what is wrong with it.

    `front` are the lines of its front matter.
    """

    article: Article
    places: Places
    findings: tuple[Finding, ...]
    front: tuple[str, ...] = ()


def parse_article(
    raw: RawRecord, number: CaseId, column: Column, audience: Audience
) -> ParsedArticle:
    """The article in a raw record; medium and rights that it does not say are its column's.

    `audience` is the site's default. An article that is only linked to may have no text.
    """
    reading = Reading(raw.path)
    values = reading.table(raw.values, article_fields.ARTICLE)
    given = {
        "title": "",
        "medium": column.medium,
        "rights": column.rights,
        "audience": audience,
        **values,
    }
    findings = reading.findings
    if not raw.body.strip() and given["rights"] is not Rights.LINK:
        findings.append(Finding(code="CB208", at=Place(raw.path, raw.body_line, 1)))
    article = Article(
        **given,
        id=ArticleId(f"{column.id}/{number}"),
        path=raw.path,
        markdown=raw.body,
        body_line=raw.body_line,
        files=files_of(raw),
    )
    return ParsedArticle(article, Places(raw.path, reading.places), tuple(findings), raw.front)
