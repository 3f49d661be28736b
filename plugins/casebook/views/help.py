"""The help pages: of the catalogue's codes, of the fields, and the guides."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Final

from casebook.findings import CODES, Catalogue
from casebook.model.body import Body
from casebook.model.library import Library
from casebook.record import Example
from casebook.text.anchors import anchor_maker
from casebook.views.field_reference import field_tables
from casebook.views.help_view import (
    HELP,
    AnyHelp,
    CodesView,
    CodeView,
    Family,
    FieldsView,
    GuideView,
    HelpLine,
    HelpView,
    help_url,
)
from casebook.views.page import Crumb, Page

# In the order of the help's first page.
GUIDES: Final = ("submit", "review", "read")
# The number of letters that codes of one family share, as CB0.
_FAMILY: Final = 3


def code_pages(catalogue: Catalogue, examples: Mapping[str, Example]) -> Iterator[Page]:
    """A page for every code."""
    for code in CODES:
        view = _code(code, catalogue, examples.get(code))
        message = view.words["message"]
        yield _page(
            code,
            view,
            f"{code} {message}",
            catalogue.phrase,
            description=view.words["remedy"],
            crumbs=(Crumb(catalogue.phrase("help_codes"), help_url("codes")),),
        )


def help_stubs(
    library: Library,
    catalogue: Catalogue,
    guides: Mapping[str, Body],
    sample: Mapping[str, str],
) -> Mapping[str, Page]:
    """What fills the hand-written help pages, or stands where there are none."""
    views: dict[str, AnyHelp] = {name: GuideView(guides[name]) for name in GUIDES}
    views["codes"] = CodesView(tuple(_families(catalogue)))
    views["fields"] = FieldsView(tuple(field_tables(catalogue, sample, library.calls)))
    lines = [
        HelpLine(
            catalogue.phrase(f"help_{name}"), catalogue.phrase(f"about_{name}"), help_url(name)
        )
        for name in views
    ]
    pages = {
        name: _page(name, view, catalogue.phrase(f"help_{name}"), catalogue.phrase)
        for name, view in views.items()
    }
    first = Page(
        url=HELP,
        section="help/index",
        title=catalogue.phrase("help"),
        description="",
        crumbs=(),
        view=HelpView(tuple(lines)),
        depends=frozenset(("help",)),
    )
    return {"help": first, **pages}


def help_text(catalogue: Catalogue, examples: Mapping[str, Example]) -> Iterator[str]:
    """Every text of the package that help pages show, but for the guides and the sample."""
    for code in CODES:
        yield from catalogue.explanation(code).values()
    for entry in catalogue.fields.values():
        yield from entry.values()
    yield from catalogue.phrases.values()
    for example in examples.values():
        for excerpt in (*example.wrong, *example.right):
            yield from (line.text for line in excerpt.lines)


def _page(  # noqa: PLR0913 (what a page is made of)
    name: str,
    view: AnyHelp,
    title: str,
    phrase: Callable[..., str],
    *,
    description: str = "",
    crumbs: tuple[Crumb, ...] = (),
) -> Page:
    return Page(
        url=help_url(name),
        section="help/codes" if isinstance(view, CodeView) else f"help/{name}",
        title=title,
        description=description,
        crumbs=(Crumb(phrase("help"), HELP), *crumbs),
        view=view,
        depends=frozenset(("calls",)) if isinstance(view, FieldsView) else frozenset(("help",)),
    )


def _code(code: str, catalogue: Catalogue, example: Example | None) -> CodeView:
    severity = CODES[code]
    return CodeView(
        code=code,
        severity=str(severity),
        severity_name=catalogue.severity(severity),
        words=catalogue.explanation(code),
        example=example,
    )


def _families(catalogue: Catalogue) -> Iterator[Family]:
    anchor = anchor_maker()
    for start, codes in groupby(CODES, key=lambda code: code[:_FAMILY]):
        name = catalogue.phrase(f"family_{start}")
        views = tuple(_code(code, catalogue, None) for code in codes)
        yield Family(anchor(name), name, views)
