"""Articles: a page's view and body through the package's templates, every value escaped."""

import posixpath
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import jinja2

from casebook.findings import Catalogue
from casebook.model.body import Body, Heading
from casebook.model.case import Case, Metric
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.render.chrome import Framed
from casebook.render.links import LinkWriter, Target
from casebook.views.page import (
    BatchesView,
    BatchView,
    CaseView,
    HomeView,
    LibraryView,
    ListingView,
    Page,
    UnitsView,
    UnitView,
    case_url,
)

TEMPLATES: Final = Path(__file__).parent.parent / "templates"
_TEMPLATE_OF: Final[Mapping[type, str]] = {
    CaseView: "case.html",
    ListingView: "listing.html",
    UnitView: "unit.html",
    BatchView: "batch.html",
    HomeView: "home.html",
    LibraryView: "library.html",
    UnitsView: "units.html",
    BatchesView: "batches.html",
}
_EMPTY: Final = Body(html="", text="")


class Articles:
    """Renders the articles of one gated library."""

    def __init__(  # noqa: PLR0913 (what a page is made of)
        self,
        *,
        library: Library,
        bodies: Mapping[CaseId, Body],
        catalogue: Catalogue,
        links: LinkWriter,
        addresses: Mapping[str, str],
        overrides: Sequence[Path] = (),
    ) -> None:
        self._library = library
        self._bodies = bodies
        self._links = links
        self._addresses = addresses
        folders = [*(str(folder) for folder in overrides), str(TEMPLATES)]
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["t"] = catalogue.phrase
        environment.globals["label"] = catalogue.label
        environment.filters["number"] = plain_number
        environment.filters["change"] = change
        self._templates = {
            kind: environment.get_template(name) for kind, name in _TEMPLATE_OF.items()
        }

    def framed(self, page: Page) -> Framed:
        """One generated page, ready for its frame."""
        body = self._body(page)
        article = self.article(page, body)
        case = page.view.case if isinstance(page.view, CaseView) else None
        return Framed(
            url=page.url,
            section=page.section,
            title=page.title,
            description=page.description or body.text[:120],
            article=article,
            headings=self._headings(page, body),
            indexed=page.indexed,
            published=page.modified,
            source=case.source if case else "",
        )

    def article(self, page: Page, body: Body = _EMPTY) -> str:
        """The article of one page as HTML."""
        case = page.view.case if isinstance(page.view, CaseView) else None

        def link(url: str) -> str:
            return self._links.href(url, page.url)

        def resolve(path: str) -> Target | None:
            return self.target(path, case)

        return self._templates[type(page.view)].render(
            page=page,
            view=page.view,
            site=self._library.site,
            today=self._library.today,
            link=link,
            body=self._links.close(body.html, page.url, resolve),
        )

    def target(self, path: str, case: Case | None) -> Target | None:
        """Where a path of the source tree is found on the site, if it is there at all."""
        folder, name = posixpath.split(path)
        if case is not None and folder == posixpath.dirname(case.path):
            file = case.file(name)
            if file is not None and (file.is_image or _is_declared(case, name)):
                return Target(case_url(case.id) + name, file.width, file.height)
        for other in (path, f"{path}/index.md"):
            if (url := self._addresses.get(other)) is not None:
                return Target(url)
        return None

    def _body(self, page: Page) -> Body:
        if isinstance(page.view, CaseView) and page.view.case.markdown:
            return self._bodies.get(page.view.case.id, _EMPTY)
        return _EMPTY

    def _headings(self, page: Page, body: Body) -> tuple[Heading, ...]:
        return (Heading(1, page.title, "_top", 0), *body.headings)


def _is_declared(case: Case, name: str) -> bool:
    return any(attachment.file == name for attachment in case.attachments)


def plain_number(value: Decimal | None) -> str:
    """A figure as it was written, without a trailing zero fraction.

    >>> plain_number(Decimal("11.50")), plain_number(Decimal("1200")), plain_number(None)
    ('11.5', '1200', '—')
    """
    if value is None:
        return "—"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def change(metric: Metric) -> int | None:
    """The change of a figure in whole percent, or None where it cannot be said.

    >>> change(Metric(name="", before=Decimal(42), after=Decimal(11)))
    -74
    """
    if not metric.before:
        return None
    return round((metric.after - metric.before) / abs(metric.before) * 100)
