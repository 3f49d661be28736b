"""One build of one edition, as the host goes through its steps."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from casebook import app
from casebook.adapters.mkdocs.box import drop_idle_search
from casebook.adapters.mkdocs.chrome import MkDocsChrome
from casebook.adapters.mkdocs.compilation import PLUGIN, Compilation
from casebook.adapters.mkdocs.host_files import address_of, below, content_urls, public_address
from casebook.adapters.mkdocs.writing import OVERRIDES, Writing
from casebook.checks.mentions import mention_finding, place_of
from casebook.findings import Catalogue, Finding
from casebook.model.body import Texts
from casebook.model.mention import subject_of
from casebook.model.terms import Audience
from casebook.publish.dead_links import Written, dead_links
from casebook.publish.help import help_fillings, help_pages, help_texts
from casebook.publish.leaks import LeakScan, open_text
from casebook.publish.near import near
from casebook.publish.offprints import Offprints, offprints_of
from casebook.publish.output import Output
from casebook.render.articles import Articles
from casebook.render.links import Addresses, Target, file_of, href
from casebook.views import case_drafts, overviews, stubs
from casebook.views.feeds import Feed, feeds
from casebook.views.page import Draft, Page
from casebook.views.register_page import RegisterView


class Session:
    """What the plugin knows between the host's events."""

    def __init__(self, edition: app.Edition, catalogue: Catalogue, progress: app.Progress) -> None:
        self._edition = edition
        self._catalogue = catalogue
        self._progress = progress
        self._articles: Articles | None = None
        self._stubs: dict[str, Page] = {}
        self._compilation: Compilation | None = None
        self._offprints: Offprints | None = None
        self._filled = {"home"}
        self._page: File | None = None
        self._feeds: tuple[Feed, ...] = ()
        self._bodies = Texts(edition.bodies, edition.article_bodies)
        self._mentions: list[tuple[File, str]] = []
        self.dead_links: list[Finding] = []
        self.secrets = b""

    def prepare(self, config: MkDocsConfig, files: Files) -> None:
        """Learn the addresses of the hand-written pages; from here on articles can be made."""
        library = self._edition.library
        self._feeds = tuple(feeds(library))
        overrides = self._edition.root / OVERRIDES
        self._articles = Articles(
            library=library,
            bodies=self._bodies,
            catalogue=self._catalogue,
            addresses=Addresses(
                config.site_url or "",
                content_urls(self._edition.root, Path(config.docs_dir), files),
                frozenset(one.url for one in self._feeds if config.site_url),
            ),
            overrides=[overrides] if overrides.is_dir() else [],
        )
        self._stubs = {
            **stubs(library, self._catalogue.phrase),
            **help_fillings(library, self._catalogue),
        }
        if PLUGIN in config.plugins:
            address = public_address(config)
            self._offprints = offprints_of(self._edition, address, self._catalogue)
            self._compilation = Compilation(self._edition, address, self._catalogue)
            self._stubs |= self._compilation.stubs()

    def fill(self, name: str) -> str | None:
        """What the library adds to the hand-written page of that name."""
        page = self._stubs.get(name)
        if page is None or self._articles is None:
            return None
        self._filled.add(name)
        return self._articles.article(page)

    def unfilled(self, path: str, name: str) -> str:
        """Why the hand-written page at a path, which asks for that name, is not filled."""
        if name in self._edition.whole.columns:
            return self._catalogue.phrase("no_column_plugin", path=path, name=name)
        known = "、".join(self._stubs)
        return self._catalogue.phrase("unknown_stub", path=path, name=name, known=known)

    def has_feeds(self, name: str) -> bool:
        """Whether feeds stand beside the hand-written page of that name."""
        return self._articles is not None and self._articles.has_feeds(self._stubs[name])

    def enter(self, page: File) -> None:
        """Learn which hand-written page is about to be rendered."""
        self._page = page

    def mentioned(self, key: str) -> tuple[Target, str] | None:
        """Where a key leads from the hand-written page that is being rendered.

        A thing that this audience may not know gives its key alone, as one unknown does.
        """
        if self._articles is None or self._page is None:
            return None
        self._mentions.append((self._page, key))
        if subject_of(key) is None:
            return None
        target = self._articles.mentioned(f"{key}|") or Target(None, name=key)
        return target, href(target.url or "", address_of(self._page))

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
        host = Path(config.site_dir)
        output.adopt(host)
        written = [file.page for file in files.documentation_pages() if file.page]
        scan = self._scan(page.markdown or "" for page in written)
        self.secrets = scan.version
        chrome = MkDocsChrome(config, env, nav, files)
        writing = Writing(self._edition, self._articles, config.site_url or "", output, scan)
        drafts = self._cases() if self._offprints is None else ()
        pages, words = self._pages(output), self._catalogue
        leaks = writing.write_pages(pages, drafts, chrome, words, partial(self._progress, "pages"))
        leaks += writing.write_rest(self._feeds, words, partial(self._progress, "index"))
        if self._compilation is not None:
            leaks += self._compilation.write(output, scan)
        writing.write_map(page.url for page in written)
        drop_idle_search(config, output)
        self.dead_links = self._dead_links(config, files, output)
        return [*leaks, *writing.other_leaks(host)]

    def _scan(self, texts: Iterable[str]) -> LeakScan:
        """The scan for what this edition must not tell; `texts` are hand-written, so open."""
        edition = self._edition
        known = open_text(edition.library, (*texts, *help_texts(self._catalogue)))
        return LeakScan(edition.whole, edition.library, known)

    def _pages(self, output: Output) -> Iterator[Page]:
        """The generated pages, and those for which no hand-written page stands in their place."""
        for name, page in self._stubs.items():
            is_free = name not in self._filled and file_of(page.url) not in output.entries
            # An empty register has a page only where somebody wrote one for it.
            if is_free and not (
                isinstance(page.view, RegisterView) and name not in page.view.siblings
            ):
                yield page
        edition = self._edition
        if self._offprints is not None:
            # Which files of a case there are, no record tells: its page is looked at each time.
            for draft in self._cases():
                yield self._offprints.added(draft.make(), output)
        yield from overviews(edition.library, self._catalogue.phrase, edition.article_bodies)
        yield from help_pages(self._catalogue)
        if self._compilation is not None:
            yield from self._compilation.pages()

    def _cases(self) -> Iterator[Draft]:
        """The pages of the cases."""
        edition = self._edition
        library, outlines = edition.library, edition.bodies.outlines
        around = near(library, edition.bodies, edition.means)
        return case_drafts(library, outlines, self._catalogue.phrase, around)

    def _dead_links(self, config: MkDocsConfig, files: Files, output: Output) -> list[Finding]:
        """What is wrong with where hand-written pages lead."""
        folder = below(self._edition.root, Path(config.docs_dir))
        dead = dead_links(self._hand_written(config, files), output.entries)
        return [*dead, *self._mention_findings(folder)]

    def _mention_findings(self, folder: str) -> Iterator[Finding]:
        """What everybody reads must not lead to what only some may know."""
        for file, key in dict.fromkeys(self._mentions):
            at = place_of(key, f"{folder}/{file.src_uri}", file.content_string)
            yield from mention_finding(key, at, tuple(Audience), self._edition.whole)

    def _hand_written(self, config: MkDocsConfig, files: Files) -> Iterator[Written]:
        folder = below(self._edition.root, Path(config.docs_dir))
        for file in files.documentation_pages():
            if file.page is not None and file.page.content:
                yield Written(f"{folder}/{file.src_uri}", file.page.url, file.page.content)
