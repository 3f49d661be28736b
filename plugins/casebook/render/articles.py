"""Articles: a page's view and body through the package's templates, every value escaped."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import jinja2

from casebook.findings import Catalogue
from casebook.model.article import Article, article_of_path
from casebook.model.body import NO_BODY, Body, Heading
from casebook.model.case import Case
from casebook.model.ids import case_of_path
from casebook.model.library import Library
from casebook.render.bytecode import compiled_templates
from casebook.render.chrome import Framed
from casebook.render.filters import Once, change, plain_number
from casebook.render.links import Addresses, Target, close_links, file_of, href
from casebook.render.markup import MENTION
from casebook.render.templates import TEMPLATE_OF, UNTITLED
from casebook.views.article_page import ArticleView
from casebook.views.articles import article_url
from casebook.views.correction import correction
from casebook.views.files import published_files
from casebook.views.help_view import GuideView
from casebook.views.mentions import Mentions
from casebook.views.page import CaseView, Page, case_url
from casebook.views.redirects import Redirect

TEMPLATES: Final = Path(__file__).parent.parent / "templates"
_SECTION: Final = 2
# A whole tag, so that what looks like a table inside a quoted attribute is passed over.
_TAG = re.compile(r"(?P<table></?table>)|<(?:[^\"'>]|\"[^\"]*\")*>")


class Articles:
    """Renders the articles of one gated library; `bodies` of cases and columns alike, by id."""

    def __init__(
        self,
        *,
        library: Library,
        bodies: Mapping[Any, Body],
        catalogue: Catalogue,
        addresses: Addresses,
        overrides: Sequence[Path] = (),
    ) -> None:
        self._library = library
        self._mentions = Mentions(library)
        self._bodies = bodies
        self._addresses = addresses
        self._phrase = catalogue.phrase
        environment = _environment(overrides, catalogue)
        self._redirect = environment.get_template("redirect.html")
        self._templates = {
            kind: environment.get_template(name) for kind, name in TEMPLATE_OF.items()
        }

    def framed(self, page: Page) -> Framed:
        """One generated page, ready for its frame."""
        body = self._body(page)
        article = self.article(page)
        record = record_of(page)
        return Framed(
            url=page.url,
            section=page.section,
            title=page.title,
            description=page.description or body.text[:120],
            article=_titled(page, article),
            headings=self._headings(page, body),
            indexed=page.indexed,
            published=page.modified,
            source=record.source if record else "",
            has_feeds=self.has_feeds(page),
        )

    def article(self, page: Page) -> str:
        """The article of one page as HTML."""
        body = self._body(page)
        case = page.view.case if isinstance(page.view, CaseView) else None

        def link(url: str) -> str:
            return href(url, page.url)

        def resolve(path: str) -> Target | None:
            if isinstance(page.view, GuideView):
                return Target(f"{path.removesuffix('.md')}/")
            return self.target(path, record_of(page), body)

        return self._templates[type(page.view)].render(
            page=page,
            view=page.view,
            site=self._library.site,
            today=self._library.today,
            has_feeds=self.has_feeds(page),
            correction=correction(case, self._library.site, self._canonical(page.url) or page.url)
            if case
            else None,
            link=link,
            sections=[heading for heading in body.headings if heading.level == _SECTION],
            body=scrolling_tables(close_links(body.html, page.url, resolve), self._phrase("table")),
        )

    def has_feeds(self, page: Page) -> bool:
        """Whether feeds stand beside a page."""
        return page.url in self._addresses.feeds

    def redirected(self, redirect: Redirect) -> str:
        """The whole page at an old address; it names a file, for readers without a server."""
        return self._redirect.render(
            redirect=redirect,
            address=href(file_of(redirect.target), redirect.url),
            canonical=self._canonical(redirect.target) or href(redirect.target, redirect.url),
        )

    def _canonical(self, url: str) -> str:
        """The whole address of a page, or nothing where the site does not know its own."""
        return self._addresses.site + url if self._addresses.site else ""

    def body_of(self, record: Case | Article) -> str:
        """The body of a case or an article as it stands on its page."""
        url, body = url_of(record), self._text(record)

        def resolve(path: str) -> Target | None:
            return self.target(path, record, body)

        return close_links(body.html, url, resolve)

    def target(self, path: str, record: Case | Article | None, body: Body) -> Target | None:
        """Where a path of the source tree is found on the site, if it is there at all."""
        folder, name = posixpath.split(path)
        if record is not None and folder == posixpath.dirname(record.path):
            for file in published_files(record, body):
                if file.name == name:
                    return Target(url_of(record) + name, file.width, file.height)
        return self.leads(path)

    def leads(self, path: str) -> Target | None:
        """Where a path or mention leads from any page: to a record, or to a hand-written page."""
        if path.startswith(MENTION):
            return self.mentioned(path.removeprefix(MENTION))
        other = case_of_path(path)
        if other is not None:
            return self.mentioned(other)
        article = article_of_path(path)
        if article is not None and article in self._library.articles:
            return Target(article_url(article))
        url = self._addresses.pages.get(path)
        return None if url is None else Target(url)

    def mentioned(self, key: str) -> Target | None:
        """The target of a mention; a bar behind the key asks for the name of what is there."""
        found = self._mentions.find(key.removesuffix("|"))
        if found is None:
            return None
        note = self._phrase("link_note", state=found.note) if found.note else ""
        name = found.name if key.endswith("|") else ""
        return Target(found.url or None, name=name, note=note)

    def _body(self, page: Page) -> Body:
        if (record := record_of(page)) is not None:
            return self._text(record)
        if isinstance(page.view, GuideView):
            return page.view.body
        return NO_BODY

    def _text(self, record: Case | Article) -> Body:
        return self._bodies.get(record.id, NO_BODY) if record.markdown else NO_BODY

    def _headings(self, page: Page, body: Body) -> tuple[Heading, ...]:
        return (Heading(1, page.title, "_top", 0), *body.headings)


def _environment(overrides: Sequence[Path], catalogue: Catalogue) -> jinja2.Environment:
    """The package's templates behind those of a site, which escape whatever they are given."""
    folders = [*(str(folder) for folder in overrides), str(TEMPLATES)]
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,
        bytecode_cache=compiled_templates(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["t"] = catalogue.phrase
    environment.globals["label"] = catalogue.label
    environment.globals["once"] = Once()
    environment.filters["number"] = plain_number
    environment.filters["change"] = change
    return environment


def record_of(page: Page) -> Case | Article | None:
    """The case or the article that a page shows."""
    if isinstance(page.view, CaseView):
        return page.view.case
    return page.view.article if isinstance(page.view, ArticleView) else None


def url_of(record: Case | Article) -> str:
    """The address of the page of a case or an article."""
    return article_url(record.id) if isinstance(record, Article) else case_url(record.id)


def _titled(page: Page, article: str) -> str:
    """An article whose template leaves the title to a hand-written page gets one."""
    if isinstance(page.view, UNTITLED):
        return f'<h1 id="_top">{escape(page.title)}</h1>\n{article}'
    return article


def scrolling_tables(html: str, label: str) -> str:
    """A body whose tables each stand in a box that scrolls, by keyboard too.

    >>> scrolling_tables('<img alt="<table>"><table></table>', "表")
    '<img alt="<table>"><div class="cb-table" role="region" tabindex="0" aria-label="表"><table></table></div>'
    """  # noqa: E501 (a line of HTML)
    if "<table>" not in html:
        return html
    box = f'<div class="cb-table" role="region" tabindex="0" aria-label="{escape(label)}">'

    def boxed(match: re.Match[str]) -> str:
        if match["table"] is None:
            return match.group()
        return f"{box}<table>" if match["table"] == "<table>" else "</table></div>"

    return _TAG.sub(boxed, html)
