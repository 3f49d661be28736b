"""One edition of a library to files: pages in their frame, pictures, attachments, the map."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from casebook.findings import Finding
from casebook.model.body import Body
from casebook.model.library import Library
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.render.articles import Articles, url_of
from casebook.render.chrome import Chrome
from casebook.render.images import clean_image
from casebook.render.links import file_of
from casebook.render.sitemap import Stop, sitemap
from casebook.source.files import IMAGE_KINDS
from casebook.views import Page
from casebook.views.files import published_files
from casebook.views.redirects import Redirect

ASSETS: Final = Path(__file__).parent.parent / "assets"
ASSETS_URL: Final = "assets/casebook/"
_IMAGES: Final = frozenset(IMAGE_KINDS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWriter:
    """Writes generated pages one by one, and looks for leaks in the bytes of each."""

    articles: Articles
    chrome: Chrome
    output: Output
    scan: LeakScan
    stops: list[Stop] = field(default_factory=list)
    leaks: list[Finding] = field(default_factory=list)

    def write(self, page: Page) -> None:
        """Write one page, note it for the map of the site."""
        path = file_of(page.url)
        framed = self.articles.framed(page)
        data = self.chrome.frame(framed).encode("utf-8", "xmlcharrefreplace")
        self.leaks.extend(self.scan.findings(path, data))
        self.output.write_page(path, data)
        if page.indexed:
            self.stops.append((page.url, page.modified))

    def write_redirect(self, redirect: Redirect) -> None:
        """Write the page at an old address; it stands on no map."""
        path = file_of(redirect.url)
        data = self.articles.redirected(redirect).encode("utf-8", "xmlcharrefreplace")
        self.leaks.extend(self.scan.findings(path, data))
        self.output.write_page(path, data)


def write_files(
    root: Path,
    library: Library,
    bodies: Mapping[Any, Body],
    output: Output,
) -> None:
    """Write the pictures that bodies show, cleaned, and the attachments that are declared."""
    for record in library.records:
        folder = root / posixpath.dirname(record.path)
        for file in published_files(record, bodies.get(record.id)):
            data = (folder / file.name).read_bytes()
            if file.kind in _IMAGES:
                data = clean_image(data, file.kind)
            output.write(url_of(record) + file.name, data)


def write_assets(output: Output) -> None:
    """Write the package's own styles and scripts."""
    for path in sorted(ASSETS.rglob("*.*")):
        output.write(ASSETS_URL + path.relative_to(ASSETS).as_posix(), path.read_bytes())


def write_sitemap(site_url: str, stops: list[Stop], output: Output) -> None:
    """Write the map of the site, if the site knows its address."""
    if site_url:
        for path, data in sitemap(site_url, stops):
            output.write(path, data)
