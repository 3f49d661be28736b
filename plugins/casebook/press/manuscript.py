"""A volume to what the press works on: one safe HTML text a case, and the data around them."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jinja2

from casebook.findings import Catalogue
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.terms import Audience
from casebook.press.index import by_pinyin
from casebook.render.articles import TEMPLATES, Articles, change, plain_number
from casebook.render.links import Target, close_links
from casebook.views.page import CaseView, case_url
from casebook.views.volume import VolumeView

# Where a table is wider, it is printed as several, each with the first column.
MOST_COLUMNS: Final = 10
_EMPTY: Final = Body(html="", text="")
# The marks of a text that become a shape of their own in print.
_SHAPES: Final = ("subtitle", "byline", "summary", "note", "source", "colophon", "cb-alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A volume ready for the press.

    `chapters` are HTML by case; `images` are the pictures by the name that the texts give them,
    each with its place below the library's folder; `data` is what stands around the cases.
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
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(TEMPLATES / "press")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": catalogue.phrase, "label": catalogue.label}
    environment.filters |= {"number": plain_number, "change": change}
    template = environment.get_template("case.html")
    chapters: dict[CaseId, str] = {}
    for one in view.cases:
        body = bodies.get(one.case.id, _EMPTY)
        chapters[one.case.id] = template.render(
            view=one,
            case=one.case,
            body=_closed(one, body, articles),
            address=_address(one, view, site),
        )
    return Manuscript(
        view=view,
        chapters=chapters,
        images=_images(view, bodies),
        data=_data(view, site, catalogue),
    )


def _closed(view: CaseView, body: Body, articles: Articles) -> str:
    """A body whose links lead from the top of the site, and whose pictures have their names."""

    def resolve(path: str) -> Target | None:
        return articles.target(path, view.case, body)

    return close_links(body.html, "", resolve)


def _address(one: CaseView, view: VolumeView, site: str) -> str:
    """The page of a case for everybody, if it has one."""
    is_public = view.volume.readers is Audience.PUBLIC
    return site + case_url(one.case.id) if site and is_public else ""


def _images(view: VolumeView, bodies: Mapping[CaseId, Body]) -> dict[str, str]:
    images: dict[str, str] = {}
    for one in view.cases:
        folder = posixpath.dirname(one.case.path)
        known = {file.name for file in one.case.files if file.is_image}
        for image in bodies.get(one.case.id, _EMPTY).images:
            where, name = posixpath.split(image.path)
            if where == folder and name in known:
                images[case_url(one.case.id) + name] = image.path
    return images


def _data(view: VolumeView, site: str, catalogue: Catalogue) -> dict[str, Any]:
    """What stands around the cases; every value is text, a number, or a list of such."""
    volume = view.volume
    imprint = volume.imprint
    named = any(part.name for part in view.parts)
    return {
        "title": volume.name,
        "subtitle": volume.subtitle,
        "layout": str(volume.layout),
        "by": imprint.by,
        "date": imprint.date.isoformat() if imprint.date else "",
        "year": str(imprint.date.year) if imprint.date else "",
        "month": str(imprint.date.month) if imprint.date else "",
        "internal": catalogue.phrase("volume_internal")
        if volume.readers is not Audience.PUBLIC and str(imprint.kind) == "internal_material"
        else "",
        "imprint": [
            [catalogue.label(f"imprint.{name}"), str(value)]
            for name in (
                "by",
                "publisher",
                "printer",
                "recipients",
                "permit",
                "isbn",
                "date",
                "copies",
            )
            if (value := getattr(imprint, name))
        ],
        "board": [[post.role, "　".join(post.names)] for post in volume.board],
        "foreword": _paragraphs(volume.foreword),
        "parts": [
            {
                "name": part.name,
                "note": _paragraphs(part.note),
                "cases": [one.case.id for one in part.cases],
            }
            for part in view.parts
        ],
        "index-units": by_pinyin(view.units),
        "index-terms": by_pinyin(view.terms),
        "titles": {one.case.id: one.case.title for one in view.cases},
        "of": {one.case.id: one.unit.label if one.unit else "" for one in view.cases},
        "numbers": {one.case.id: True for one in view.cases},
        "addresses": {
            one.case.id: address for one in view.cases if (address := _address(one, view, site))
        },
        "site": site if volume.readers is Audience.PUBLIC else "",
        "shift": 1 if named else 0,
        "depth": 2 if named else 1,
        "most_columns": MOST_COLUMNS,
        "shapes": dict.fromkeys(_SHAPES, True),
        "words": {
            key: catalogue.phrases[f"volume_{key}"]
            for key in (
                "foreword",
                "contents",
                "board",
                "imprint",
                "units",
                "terms",
                "scan",
                "sample",
                "month",
                "part",
                "picture",
                "draft",
            )
        },
        "sample": volume.sample,
    }


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
