"""MkDocs' templates as the frame around generated pages."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from casebook.adapters.mkdocs.contents import Contents
from casebook.adapters.mkdocs.splice import CANONICAL, Shell, is_spliceable, probe
from casebook.model.body import Heading
from casebook.publish.version import files_version
from casebook.render.chrome import Framed

TEMPLATE = "casebook.html"
_CONTENTS = "partials/toc.html"
_LANGUAGE = "partials/language.html"


class MkDocsChrome:
    """Renders pages in the look of the theme.

    The first page of a kind is rendered whole by Jinja, the later ones are spliced into its
    shell. Where the site overrides templates in a way that looks at the page, or a shell does
    not give what Jinja gives, every page of the kind is rendered whole.
    """

    def __init__(
        self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files
    ) -> None:
        self._config = config
        self._files = files
        self._nav = nav
        self._template = env.get_template(TEMPLATE)
        self._contents = env.get_template(_CONTENTS)
        context = get_context(nav, [], config)
        self._language = env.get_template(_LANGUAGE).make_module({**context})
        self._stubs = {page.file.src_uri: page for page in nav.pages}
        self._spliceable = is_spliceable(env, config.theme.custom_dir)
        self._shells: dict[tuple[object, ...], Shell | None] = {}
        self._lists = Contents()

    def frame(self, page: Framed) -> str:
        """The page as HTML, equal to `whole` byte for byte."""
        if not self._spliceable:
            return self.whole(page)
        key = _kind(page)
        if key not in self._shells:
            whole = self.whole(page)
            self._shells[key] = self._shell(page, whole)
            return whole
        shell = self._shells[key]
        return self._spliced(shell, page) if shell else self.whole(page)

    def whole(self, page: Framed) -> str:
        """The page as Jinja renders it; the tab of its section is marked active."""
        return self._rendered(page, self._hosted(page))

    def marks(self) -> Iterator[object]:
        """What stands for the frame: a page of each section, and what made it.

        A template of the site's own may treat pages differently, so its text counts too.
        """
        folder = self._config.theme.custom_dir
        yield Path(self._config.config_file_path).read_bytes()
        yield files_version(Path(folder)) if folder else b""
        # Variables of the environment may stand in it.
        yield repr(self._config.extra)
        for section in ("", *(uri.removesuffix(".md") for uri in self._stubs)):
            url = f"{section}/probe/"
            page = Framed(url=url, section=section, title="probe", description="", article="")
            yield self.whole(page)

    def _shell(self, page: Framed, whole: str) -> Shell | None:
        """The shell of a page's kind, or None where it does not give the page itself again."""
        blank = probe(page)
        hosted = self._hosted(blank)
        hosted.canonical_url = CANONICAL if hosted.canonical_url else None
        contents = self._table_of_contents(hosted)
        shell = Shell.cut(self._rendered(blank, hosted), contents)
        return shell if shell and self._spliced(shell, page) == whole else None

    def _spliced(self, shell: Shell, page: Framed) -> str:
        hosted = self._hosted(page)

        def render(headings: tuple[Heading, ...]) -> str:
            hosted.toc = _contents(headings)
            return self._table_of_contents(hosted)

        contents = self._lists.html(page.headings, render)
        return shell.filled(page, hosted.canonical_url or "", contents)

    def _table_of_contents(self, hosted: Page) -> str:
        context = get_context(self._nav, [], self._config, hosted)
        return self._contents.render({**context, "lang": self._language})

    def _rendered(self, page: Framed, hosted: Page) -> str:
        stub = self._stubs.get(f"{page.section}.md")
        context = get_context(self._nav, self._files, self._config, hosted)
        if stub is not None:
            stub.active = True
        try:
            return self._template.render({**context, "framed": page})
        finally:
            if stub is not None:
                stub.active = False

    def _hosted(self, page: Framed) -> Page:
        """A page of the host that stands in none of its lists."""
        file = File.generated(self._config, f"{page.url}index.md", content="")
        hosted = Page(str(escape(page.title)), file, self._config)
        hosted.content = page.article
        hosted.meta = {"hide": ["navigation"]}
        hosted.edit_url = None
        hosted.toc = _contents(page.headings)
        return hosted


def _kind(page: Framed) -> tuple[object, ...]:
    """What two pages must share to share a shell: all that the frame branches on or links by."""
    folder = page.url.rstrip("/").rpartition("/")[0]
    shown = (page.description, page.published, page.source)
    return (page.section, folder, page.indexed, page.has_feeds, *map(bool, shown))


def _contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """The table of contents, nested by level; its titles are HTML, so they are escaped."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        item = AnchorLink(str(escape(heading.text)), heading.anchor, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else top).append(item)
        above.append(item)
    return TableOfContents(top)
