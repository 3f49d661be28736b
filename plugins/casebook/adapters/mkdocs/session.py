"""One build of one edition, as the host goes through its steps."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from casebook import app
from casebook.adapters.mkdocs.chrome import MkDocsChrome
from casebook.adapters.mkdocs.host_files import below
from casebook.findings import Catalogue, Finding
from casebook.publish.cache import digest
from casebook.publish.dead_links import Written, dead_links
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.publish.site import PageWriter, write_assets, write_files, write_sitemap
from casebook.publish.version import code_version, files_version
from casebook.render.articles import Articles
from casebook.render.links import file_of
from casebook.render.sitemap import Stop
from casebook.views import pages, stubs
from casebook.views.page import Page

_SEARCH_ASSETS = ("assets/javascripts/lunr", "assets/javascripts/workers")
_OVERRIDES = "site_config/theme/casebook"


class Session:
    """What the plugin knows between the host's events."""

    def __init__(self, edition: app.Edition, catalogue: Catalogue, progress: app.Progress) -> None:
        self._edition = edition
        self._catalogue = catalogue
        self._progress = progress
        self._articles: Articles | None = None
        self._stubs: Mapping[str, Page] = {}
        self._filled = {"home"}
        self.dead_links: list[Finding] = []
        self.secrets = b""

    def prepare(self, config: MkDocsConfig, files: Files) -> None:
        """Learn the addresses of the hand-written pages; from here on articles can be made."""
        library = self._edition.library
        overrides = self._edition.root / _OVERRIDES
        self._articles = Articles(
            library=library,
            bodies=self._edition.bodies,
            catalogue=self._catalogue,
            addresses=_content_urls(self._edition.root, Path(config.docs_dir), files),
            overrides=[overrides] if overrides.is_dir() else [],
        )
        self._stubs = stubs(library, self._catalogue.phrase)

    def fill(self, name: str) -> str | None:
        """What the library adds to the hand-written page of that name."""
        page = self._stubs.get(name)
        if page is None or self._articles is None:
            return None
        self._filled.add(name)
        return self._articles.article(page)

    def write(
        self,
        config: MkDocsConfig,
        env: jinja2.Environment,
        nav: Navigation,
        files: Files,
        output: Output,
    ) -> list[Finding]:
        """Write everything that the host did not, and look for leaks in all that is there."""
        if self._articles is None:
            return []
        library = self._edition.library
        output.adopt(Path(config.site_dir))
        scan = LeakScan(self._edition.whole, library, self._open_text(files))
        chrome = MkDocsChrome(config, env, nav, files)
        writer = PageWriter(
            articles=self._articles,
            chrome=chrome,
            output=output,
            scan=scan,
            bodies=self._edition.bodies,
            version=digest(*self._shown_everywhere(), *chrome.marks()),
        )
        writer.write(self._pages(output), self._edition.jobs, partial(self._progress, "pages"))
        write_files(self._edition.root, library, self._edition.bodies, output)
        write_assets(output)
        own: list[Stop] = [
            (file.page.url, None) for file in files.documentation_pages() if file.page
        ]
        write_sitemap(config.site_url or "", own + writer.stops, output)
        output.drop("sitemap.xml.gz")
        _drop_idle_search(config, output)
        self.dead_links = list(dead_links(self._hand_written(config, files), output.entries))
        self.secrets = scan.version
        known = output.kept if output.known.secrets == scan.version else set()
        rest = output.entries.keys() - writer.scanned - known
        return writer.leaks + list(scan.file_findings(output.folder, rest))

    def _shown_everywhere(self) -> Iterator[object]:
        """What the article of any page may show besides its view and body."""
        yield from (code_version(), self._catalogue, self._edition.library.site)
        overrides = self._edition.root / _OVERRIDES
        if overrides.is_dir():
            # The package's own templates show today through their views alone.
            yield from (files_version(overrides), self._edition.library.today)

    def _pages(self, output: Output) -> Iterator[Page]:
        """The generated pages, and those for which no hand-written page stands in their place."""
        for name, page in self._stubs.items():
            if name not in self._filled and file_of(page.url) not in output.entries:
                yield page
        yield from pages(self._edition.library, {}, self._catalogue.phrase)

    def _open_text(self, files: Files) -> str:
        """What is public whatever the cases hold: the settings' names, the hand-written pages."""
        library = self._edition.library
        names = [library.site.name, library.site.organ]
        for register in (library.units, library.batches, library.themes, library.kinds):
            names += (record.name for record in register.values())
        written = (file.page for file in files.documentation_pages() if file.page)
        return "\n".join((*names, *(page.markdown or "" for page in written)))

    def _hand_written(self, config: MkDocsConfig, files: Files) -> Iterator[Written]:
        folder = below(self._edition.root, Path(config.docs_dir))
        for file in files.documentation_pages():
            if file.page is not None and file.page.content:
                yield Written(f"{folder}/{file.src_uri}", file.page.url, file.page.content)


def _drop_idle_search(config: MkDocsConfig, output: Output) -> None:
    """Remove the theme's search worker and its word lists where no plugin makes an index."""
    if not any(name.endswith("search") for name in config.plugins):
        for name in _SEARCH_ASSETS:
            output.drop(name)


def _content_urls(root: Path, docs: Path, files: Files) -> dict[str, str]:
    folder = below(root, docs)
    return {
        f"{folder}/{file.src_uri}": "" if file.url in {".", "./"} else file.url for file in files
    }
