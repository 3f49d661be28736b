"""A volume to what the press works on: safe HTML a case or article, and the data around it."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import jinja2

from casebook.findings import Catalogue
from casebook.model.body import Body
from casebook.model.case import File
from casebook.press.matter import addresses, matter
from casebook.render.articles import TEMPLATES, Articles, url_of
from casebook.render.filters import change, plain_number
from casebook.render.links import Target, close_links, href
from casebook.views.article_page import ArticleView
from casebook.views.page import CaseView
from casebook.views.volume import Chapter, Texts, VolumeView, chapter_key

PRESS: Final = TEMPLATES / "press"
_EMPTY: Final = Body("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A volume ready for the press.

    `chapters` are HTML by the key of each text; `images` are the pictures by the address that
    the texts give them, each with its place below the library's folder; `data` is what stands
    around them.
    """

    view: VolumeView
    chapters: Mapping[str, str]
    images: Mapping[str, str]
    data: Mapping[str, Any]

    @property
    def pictures(self) -> Mapping[str, File]:
        """What is known of the pictures, by their place below the library's folder."""
        known = {
            f"{posixpath.dirname(one.record.path)}/{file.name}": file
            for one in self.view.chapters
            for file in one.record.files
        }
        return {path: known[path] for path in sorted(set(self.images.values()))}


def manuscript(
    view: VolumeView,
    bodies: Texts,
    articles: Articles,
    site: str,
    catalogue: Catalogue,
) -> Manuscript:
    """What the press makes of a volume; `site` is the public address of the library, or empty."""
    templates = _templates(catalogue)
    pages = addresses(view, site)
    chapters = {
        (key := chapter_key(one.record)): templates[type(one)].render(
            view=one,
            record=one.record,
            key=key,
            body=_closed(one, bodies.get(one.record.id, _EMPTY), articles),
            address=pages.get(key, ""),
        )
        for one in view.chapters
    }
    return Manuscript(
        view=view,
        chapters=chapters,
        images=_images(view, bodies),
        data=matter(view, site, catalogue),
    )


def _templates(catalogue: Catalogue) -> Mapping[type[Chapter], jinja2.Template]:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(PRESS)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": catalogue.phrase, "label": catalogue.label}
    environment.filters |= {"number": plain_number, "change": change}
    names = {CaseView: "case.html", ArticleView: "article.html"}
    return {kind: environment.get_template(name) for kind, name in names.items()}


def _closed(view: Chapter, body: Body, articles: Articles) -> str:
    """A body whose links and pictures lead from the top of the site."""

    def resolve(path: str) -> Target | None:
        return articles.target(path, view.record, body)

    return close_links(body.html, "", resolve)


def _images(view: VolumeView, bodies: Texts) -> dict[str, str]:
    images: dict[str, str] = {}
    for record in (one.record for one in view.chapters):
        folder = posixpath.dirname(record.path)
        known = {file.name for file in record.files if file.is_image}
        for image in bodies.get(record.id, _EMPTY).images:
            where, name = posixpath.split(image.path)
            if where == folder and name in known:
                images[href(url_of(record) + name, "")] = image.path
    return images
