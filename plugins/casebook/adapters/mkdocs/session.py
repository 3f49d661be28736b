"""One build of one edition, as the host goes through its steps."""

import posixpath
from collections.abc import Mapping
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from casebook import app
from casebook.adapters.mkdocs.chrome import MkDocsChrome
from casebook.findings import Catalogue, Finding
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.publish.site import PageWriter, write_assets, write_files, write_sitemap
from casebook.render.articles import Articles
from casebook.render.links import LinkWriter
from casebook.render.sitemap import Stop
from casebook.views import pages, stubs
from casebook.views.page import Page, case_url

_OVERRIDES = "site_config/theme/casebook"


class Session:
    """What the plugin knows between the host's events."""

    def __init__(self, edition: app.Edition, catalogue: Catalogue, progress: app.Progress) -> None:
        self._edition = edition
        self._catalogue = catalogue
        self._progress = progress
        self._links = LinkWriter()
        self._articles: Articles | None = None
        self._stubs: Mapping[str, Page] = {}

    def prepare(self, config: MkDocsConfig, files: Files) -> None:
        """Learn the addresses of the hand-written pages; from here on articles can be made."""
        library = self._edition.library
        self._links = LinkWriter(directory_urls=config.use_directory_urls)
        overrides = self._edition.root / _OVERRIDES
        self._articles = Articles(
            library=library,
            bodies=self._edition.bodies,
            catalogue=self._catalogue,
            links=self._links,
            addresses={
                **_content_urls(self._edition.root, Path(config.docs_dir), files),
                **{case.path: case_url(case.id) for case in library.cases.values()},
            },
            overrides=[overrides] if overrides.is_dir() else [],
        )
        self._stubs = stubs(library, self._catalogue.phrase)

    def fill(self, name: str) -> str | None:
        """What the library adds to the hand-written page of that name."""
        page = self._stubs.get(name)
        return self._articles.article(page) if page and self._articles else None

    def write(
        self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files
    ) -> list[Finding]:
        """Write everything that the host did not, and look for leaks in all that was written."""
        if self._articles is None:
            return []
        library = self._edition.library
        output = Output(Path(config.site_dir))
        scan = LeakScan(self._edition.whole, library)
        writer = PageWriter(
            articles=self._articles,
            chrome=MkDocsChrome(config, env, nav, files),
            links=self._links,
            output=output,
            scan=scan,
        )
        for number, page in enumerate(pages(library, self._catalogue.phrase), start=1):
            self._progress("pages", number, 0)
            writer.write(page)
        write_files(self._edition.root, library, _images(self._edition), output)
        write_assets(output)
        own: list[Stop] = [
            (file.page.url, None) for file in files.documentation_pages() if file.page
        ]
        write_sitemap(config.site_url or "", own + writer.stops, output)
        (output.folder / "sitemap.xml.gz").unlink(missing_ok=True)
        return writer.leaks + list(scan.folder_findings(output.folder, output.scanned))


def _content_urls(root: Path, docs: Path, files: Files) -> dict[str, str]:
    folder = posixpath.relpath(docs.as_posix(), root.as_posix())
    return {
        f"{folder}/{file.src_uri}": "" if file.url in {".", "./"} else file.url for file in files
    }


def _images(edition: app.Edition) -> dict[str, frozenset[str]]:
    """The pictures that each visible body shows."""
    return {
        str(key): frozenset(posixpath.basename(image.path) for image in body.images)
        for key, body in edition.bodies.items()
    }
