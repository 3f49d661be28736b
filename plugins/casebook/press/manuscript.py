"""A volume to what the press works on: one safe HTML text a case, and the data around them."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jinja2

from casebook.findings import Catalogue
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.press.matter import addresses, matter
from casebook.render.articles import TEMPLATES, Articles
from casebook.render.filters import change, plain_number
from casebook.render.links import Target, close_links, href
from casebook.views.page import CaseView, case_url
from casebook.views.volume import VolumeView

PRESS: Final = TEMPLATES / "press"
_EMPTY: Final = Body("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A volume ready for the press.

    `chapters` are HTML by case; `images` are the pictures by the address that the texts give
    them, each with its place below the library's folder; `data` is what stands around the cases.
    """

    view: VolumeView
    chapters: Mapping[CaseId, str]
    images: Mapping[str, str]
    data: Mapping[str, Any]


def manuscript(
    view: VolumeView,
    bodies: Mapping[CaseId, Body],
    articles: Articles,
    site: str,
    catalogue: Catalogue,
) -> Manuscript:
    """What the press makes of a volume; `site` is the public address of the library, or empty."""
    template = _template(catalogue)
    pages = addresses(view, site)
    chapters = {
        one.case.id: template.render(
            view=one,
            case=one.case,
            body=_closed(one, bodies.get(one.case.id, _EMPTY), articles),
            address=pages.get(one.case.id, ""),
        )
        for one in view.cases
    }
    return Manuscript(
        view=view,
        chapters=chapters,
        images=_images(view, bodies),
        data=matter(view, site, catalogue),
    )


def _template(catalogue: Catalogue) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(PRESS)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": catalogue.phrase, "label": catalogue.label}
    environment.filters |= {"number": plain_number, "change": change}
    return environment.get_template("case.html")


def _closed(view: CaseView, body: Body, articles: Articles) -> str:
    """A body whose links and pictures lead from the top of the site."""

    def resolve(path: str) -> Target | None:
        return articles.target(path, view.case, body)

    return close_links(body.html, "", resolve)


def _images(view: VolumeView, bodies: Mapping[CaseId, Body]) -> dict[str, str]:
    images: dict[str, str] = {}
    for one in view.cases:
        folder = posixpath.dirname(one.case.path)
        known = {file.name for file in one.case.files if file.is_image}
        for image in bodies.get(one.case.id, _EMPTY).images:
            where, name = posixpath.split(image.path)
            if where == folder and name in known:
                images[href(case_url(one.case.id) + name, "")] = image.path
    return images
