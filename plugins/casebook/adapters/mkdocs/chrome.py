"""MkDocs' templates as the frame around generated pages."""

from html import escape
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from casebook.model.body import Heading
from casebook.render.chrome import Framed

TEMPLATE = "casebook.html"


class MkDocsChrome:
    """Renders whole pages through the theme's templates."""

    def __init__(
        self, config: MkDocsConfig, env: jinja2.Environment, nav: Navigation, files: Files
    ) -> None:
        self._config = config
        self._files = files
        self._nav = nav
        self._template = env.get_template(TEMPLATE)
        self._stubs = {page.file.src_uri: page for page in nav.pages}

    def frame(self, page: Framed) -> str:
        """The whole page; the tab of its section is marked active."""
        hosted = self._hosted(page)
        stub = self._stubs.get(f"{page.section}.md")
        if stub is not None:
            stub.active = True
        try:
            context: dict[str, Any] = {
                **get_context(self._nav, self._files, self._config, hosted),
                "framed": page,
            }
            return self._template.render(context)
        finally:
            if stub is not None:
                stub.active = False

    def _hosted(self, page: Framed) -> Page:
        """A page of the host that stands in none of its lists."""
        file = File.generated(self._config, f"{page.url}index.md", content="")
        hosted = Page(escape(page.title), file, self._config)
        hosted.content = page.article
        hosted.meta = {"hide": ["navigation"]}
        hosted.edit_url = None
        hosted.toc = _contents(page.headings)
        return hosted


def _contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """The table of contents, nested by level; its titles are HTML, so they are escaped."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        item = AnchorLink(escape(heading.text), heading.anchor, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else top).append(item)
        above.append(item)
    return TableOfContents(top)
