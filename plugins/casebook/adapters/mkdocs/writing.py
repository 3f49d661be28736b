"""What of an edition the host does not write: pages, files, index, feeds, and the map of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from casebook import app
from casebook.adapters.mkdocs.chrome import MkDocsChrome
from casebook.findings import Catalogue, Finding
from casebook.model.article import Article
from casebook.model.body import Texts
from casebook.model.case import Case
from casebook.publish.bodies import origin_of
from casebook.publish.cache import digest
from casebook.publish.feeds import write_feeds
from casebook.publish.jobs import spread, told
from casebook.publish.leaks import LeakScan
from casebook.publish.manifest import hidden
from casebook.publish.marks import Marks
from casebook.publish.output import Output
from casebook.publish.search import memory_of, spoken_words, write_index
from casebook.publish.site import PageWriter, Told, write_assets, write_files, write_sitemap
from casebook.publish.version import code_version, files_version
from casebook.render.articles import Articles
from casebook.render.sitemap import Stop
from casebook.search.document import Collection
from casebook.search.numbering import Block
from casebook.views.feeds import Feed
from casebook.views.page import Draft, Page
from casebook.views.redirects import redirects

OVERRIDES: Final = "site_config/theme/casebook"


class Writing:
    """Writes one edition into an output that holds the host's pages; each method tells of leaks.

    `address` is that of the site, with a slash at its end, or nothing where it does not know it.
    """

    def __init__(
        self, edition: app.Edition, articles: Articles, address: str, output: Output, scan: LeakScan
    ) -> None:
        self._edition, self._articles, self._address = edition, articles, address
        self._output, self._scan = output, scan
        self._stops: list[Stop] = []

    def write_pages(
        self,
        pages: Iterable[Page],
        drafts: Iterable[Draft],
        chrome: MkDocsChrome,
        catalogue: Catalogue,
        watched: Callable[[int, int], None],
    ) -> list[Finding]:
        """Write the generated pages in their frame, and those at old addresses."""
        edition = self._edition
        version = digest(*self._shown_everywhere(catalogue), *chrome.marks())
        writer = PageWriter(
            articles=self._articles,
            chrome=chrome,
            output=self._output,
            scan=self._scan,
            bodies=edition.bodies,
            texts=edition.article_bodies,
            version=version,
            marks=Marks(edition.library, edition.bodies, self._articles.leads, version),
            known=edition.means.table(f"pages-{edition.audience}", Told),
        )
        writer.write(pages, drafts, edition.means.jobs, watched)
        for redirect in redirects(edition.library):
            writer.write_redirect(redirect)
        self._stops += writer.stops
        return writer.leaks

    def write_rest(
        self, feeds: Sequence[Feed], catalogue: Catalogue, watched: Callable[[int, int], None]
    ) -> list[Finding]:
        """Write pictures, attachments, styles and scripts, the index of search, and the feeds."""
        edition = self._edition
        outlines = Texts(edition.bodies.outlines, edition.article_bodies)
        write_files(edition.root, edition.library, outlines, self._output)
        write_assets(self._output)
        leaks = self._index(catalogue, watched)
        if self._address:
            leaks += write_feeds(
                feeds, self._address, self._articles, self._shown, self._output, self._scan
            )
        return leaks

    def write_map(self, urls: Iterable[str]) -> None:
        """Write the map of the host's pages, at `urls`, and of those that were written here."""
        own: list[Stop] = [(url, None) for url in urls]
        write_sitemap(self._address, own + self._stops, self._output)
        self._output.drop("sitemap.xml.gz")

    def other_leaks(self, host: Path) -> Iterator[Finding]:
        """The leaks in what nobody looked at yet: files of the host, and those that stayed."""
        output = self._output
        known = output.kept if output.known.secrets == self._scan.version else set()
        yield from self._scan.file_findings(host, hidden(host))
        rest = output.entries.keys() - output.scanned - known
        yield from self._scan.file_findings(output.folder, rest)

    def _shown(self, record: Case | Article) -> bytes:
        origin = origin_of(record, self._edition.bodies, self._edition.article_bodies)
        return origin.shown(self._articles.leads)

    def _index(self, catalogue: Catalogue, watched: Callable[[int, int], None]) -> list[Finding]:
        edition = self._edition
        bodies, texts, means = edition.bodies, edition.article_bodies, edition.means

        def each(make: Callable[[Block], bytes], blocks: Sequence[Block]) -> Iterator[bytes]:
            return told(spread(make, blocks, means.jobs), len(blocks), watched)

        memory = memory_of(bodies, texts, means.cache, edition.audience, each)
        collection = Collection(edition.library, bodies, texts)
        return write_index(collection, spoken_words(catalogue), memory, self._output, self._scan)

    def _shown_everywhere(self, catalogue: Catalogue) -> Iterator[object]:
        """What the article of any page may show besides its view and body."""
        library = self._edition.library
        yield from (code_version(), catalogue, library.site, self._address, self._output.is_offline)
        overrides = self._edition.root / OVERRIDES
        if overrides.is_dir():
            # The package's own templates show today through their views alone.
            yield from (files_version(overrides), library.today)
