"""One edition of a library to files: pages in their frame, pictures, attachments, the map."""

import os
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Final

import msgspec

from casebook.findings import Finding
from casebook.model.article import ArticleId
from casebook.model.body import Body, Outline
from casebook.model.case import File
from casebook.model.library import Library
from casebook.publish.bodies import Bodies, origin_of
from casebook.publish.cache import digest
from casebook.publish.jobs import spread
from casebook.publish.leaks import LeakScan
from casebook.publish.manifest import Entry, state
from casebook.publish.marks import Marks
from casebook.publish.output import Output
from casebook.publish.tables import Table
from casebook.publish.version import code_version
from casebook.render.articles import Articles, record_of, url_of
from casebook.render.chrome import Chrome
from casebook.render.images import clean_image
from casebook.render.links import file_of
from casebook.render.sitemap import Stop, sitemap
from casebook.source.files import IMAGE_KINDS, kind_of
from casebook.source.opening import ChangedFileError, opened
from casebook.views import Page
from casebook.views.article_page import ArticleView
from casebook.views.files import published_files
from casebook.views.page import CaseView, Draft
from casebook.views.redirects import Redirect

ASSETS: Final = Path(__file__).parent.parent / "assets"
ASSETS_URL: Final = "assets/casebook/"
# The scripts of the search engine in the order in which they need each other; a browser gets
# them as one, under the name of the last.
ENGINE: Final = tuple(
    f"search/{name}.js"
    for name in (
        "analyzer", "store", "query", "sound", "marks", "check", "ranking", "facets", "finding",
        "engine",
    )
)  # fmt: skip
_IMAGES: Final = frozenset(IMAGE_KINDS.values())


class Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is to be known of a page without making it: a hash of all it shows, and of the map."""

    key: bytes
    indexed: bool
    modified: date | None


_Asked = tuple[Told | None, Page | Draft]
# What was looked for in a page that stood there already is known, so it has no leaks to tell.
_Made = tuple[Told, Entry, tuple[Finding, ...] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWriter:
    """Writes generated pages, those that are not there already; looks for leaks in each.

    `version` stands for what every page shows besides its own view and body; `known` is what an
    earlier build told of drafts by their `marks`.
    """

    articles: Articles
    chrome: Chrome
    output: Output
    scan: LeakScan
    bodies: Bodies
    texts: Mapping[ArticleId, Body]
    version: bytes
    marks: Marks
    known: Table[Told]
    stops: list[Stop] = field(default_factory=list)
    leaks: list[Finding] = field(default_factory=list)

    def write(
        self,
        pages: Iterable[Page],
        drafts: Iterable[Draft],
        jobs: int,
        watched: Callable[[int, int], None],
    ) -> None:
        """Write pages, and note them for the map of the site; raises AddressTakenError."""
        marked = [(self.marks.key(draft.url, draft.depends), draft) for draft in drafts]
        known = ((self.known.get(mark), draft) for mark, draft in marked)
        asked: Iterable[_Asked] = chain(((self._told(page), page) for page in pages), known)
        told: dict[str, Told | None] = {}
        new: list[_Asked] = []
        for one, page in asked:
            told[page.url] = one
            if one is None or not self.output.keep(file_of(page.url), one.key):
                new.append((one, page))
        made = spread(self._made, new, jobs)
        for number, ((_, page), result) in enumerate(zip(new, made, strict=True), start=1):
            watched(number, len(new))
            told[page.url] = self._noted(file_of(page.url), result)
        shown = {url: one for url, one in told.items() if one is not None}
        self.known.keep({mark: shown[draft.url] for mark, draft in marked})
        self.stops.extend((url, one.modified) for url, one in shown.items() if one.indexed)

    def _made(self, asked: _Asked) -> _Made:
        """What one page became; a draft that turns out to stand there already is not written."""
        told, page = asked
        page = page.make() if isinstance(page, Draft) else page
        path = file_of(page.url)
        if told is None:
            told = self._told(page)
            if entry := self.output.carried(path, told.key):
                return told, entry, None
        framed = self.articles.framed(page)
        data = self.chrome.frame(framed).encode("utf-8", "xmlcharrefreplace")
        return told, self.output.made(path, data, told.key), tuple(self.scan.findings(path, data))

    def _noted(self, path: str, made: _Made) -> Told:
        told, entry, leaks = made
        self.output.add(path, entry)
        if leaks is None:
            self.output.kept.add(path)
        else:
            self.output.scanned.add(path)
            self.leaks.extend(leaks)
        return told

    def _told(self, page: Page) -> Told:
        return Told(self._key(page), page.indexed, page.modified)

    def _key(self, page: Page) -> bytes:
        """A hash of all that the page shows, so that one who knows it need not make the page."""
        has_feeds = self.articles.has_feeds(page)
        if (record := record_of(page)) is None:
            return digest(self.version, page, has_feeds)
        origin = origin_of(record, self.bodies, self.texts)
        shown = origin.shown(self.articles.leads)
        return digest(self.version, _without_text(page), has_feeds, shown)

    def write_redirect(self, redirect: Redirect) -> None:
        """Write the page at an old address; it stands on no map."""
        path = file_of(redirect.url)
        data = self.articles.redirected(redirect).encode("utf-8", "xmlcharrefreplace")
        self.leaks.extend(self.scan.findings(path, data))
        self.output.write_page(path, data)
        self.output.scanned.add(path)


def _without_text(page: Page) -> Page:
    """The page of a record whose text counts by its origin.

    Python keeps the bytes of a text that was once written down as long as the text itself.
    """
    view = page.view
    if isinstance(view, CaseView):
        view = replace(view, case=replace(view.case, markdown=""))
    elif isinstance(view, ArticleView):
        view = replace(view, article=replace(view.article, markdown=""))
    return replace(page, view=view)


def write_files(
    root: Path, library: Library, outlines: Mapping[Any, Outline], output: Output, below: str = ""
) -> None:
    """Write the pictures that bodies show, cleaned, and the attachments that are declared.

    They go below a folder of the output where one is given, with a slash at its end. Raises
    ChangedFileError for a file that is not as it was checked.
    """
    for record in library.records:
        if not record.files:
            continue
        folder = posixpath.dirname(record.path)
        for file in published_files(record, outlines.get(record.id)):
            source, path = f"{folder}/{file.name}", below + url_of(record) + file.name
            with opened(root, source) as stream:
                stat = os.fstat(stream.fileno())
                key = digest(code_version(), file, state(stat), stat.st_ctime_ns)
                if not output.keep(path, key):
                    output.write(path, _fit(stream.read(file.size + 1), file, source), key)


def _fit(data: bytes, file: File, source: str) -> bytes:
    """The bytes to be published of a file that is what it was when it was checked."""
    if len(data) != file.size or kind_of(data) not in {file.kind, "image"}:
        raise ChangedFileError(source)
    return clean_image(data, file.kind) if file.kind in _IMAGES else data


def write_assets(output: Output) -> None:
    """Write the package's own styles and scripts."""
    for path in sorted(ASSETS.rglob("*.*")):
        if (name := path.relative_to(ASSETS).as_posix()) not in ENGINE:
            output.write(ASSETS_URL + name, path.read_bytes())
    output.write(ASSETS_URL + ENGINE[-1], b"".join((ASSETS / name).read_bytes() for name in ENGINE))


def write_sitemap(site_url: str, stops: list[Stop], output: Output) -> None:
    """Write the map of the site, if the site knows its address."""
    if site_url:
        for path, data in sitemap(site_url, stops):
            output.write(path, data)
