"""Single cases on the site: of what a file of a case is made, and which are there to be offered."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from casebook.findings import Catalogue
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.offprint import offprint_name
from casebook.model.terms import Audience
from casebook.press.offprint_shelf import OffprintShelf
from casebook.press.offprints import has_offprints
from casebook.publish.bodies import Bodies, Origin
from casebook.publish.cache import digest
from casebook.publish.output import Output
from casebook.publish.version import code_version
from casebook.render.articles import Articles
from casebook.render.links import Addresses
from casebook.views.page import CaseView, Page, case_url
from casebook.views.volume_page import Download


class Printed(Protocol):
    """An edition whose bodies tell what they were made of."""

    @property
    def root(self) -> Path:
        """The folder of its library."""

    @property
    def audience(self) -> Audience:
        """Who may know it."""

    @property
    def library(self) -> Library:
        """What they may know."""

    @property
    def bodies(self) -> Bodies:
        """The texts of its cases."""


class Offprints:
    """The files of the single cases of an edition, as far as they still say what it says.

    What a file of a case says, its page says too, so the leak scan of the page is theirs.
    """

    def __init__(self, edition: Printed, site: str, catalogue: Catalogue) -> None:
        self.kinds = edition.library.site.offprints
        self.shelf = OffprintShelf(edition.root, edition.audience)
        self._root, self._outlines, self._site = edition.root, edition.bodies.outlines, site
        # In print a link to a hand-written page leads nowhere, so these have no pages.
        self._articles = Articles(
            library=edition.library,
            bodies=edition.bodies,
            catalogue=catalogue,
            addresses=Addresses(site, {}),
        )

    def digest(self, view: CaseView) -> str:
        """A name for all that is printed of a case, and for what prints it; in hexadecimal."""
        outline = self._outlines[view.case.id]
        leads = [(path, self._articles.leads(path)) for path in Origin(outline=outline).targets]
        pictures = [self._picture(one.path) for one in outline.images]
        own = replace(view, neighbours=(), moves=(), offprints=())
        return digest(code_version(), self._site, own, leads, pictures).hex()

    def _picture(self, path: str) -> bytes:
        """The bytes of a picture, or nothing where there is none."""
        file = self._root / path
        return file.read_bytes() if file.is_file() and not file.is_symlink() else b""

    def added(self, page: Page, output: Output) -> Page:
        """The page of a case with the files that are there for it, which go into the site."""
        if not isinstance(page.view, CaseView) or not has_offprints(page.view.case):
            return page
        found = self._offered(page.view.case, self.digest(page.view), output)
        return replace(page, view=replace(page.view, offprints=found))

    def _offered(self, case: Case, told: str, output: Output) -> tuple[Download, ...]:
        found = []
        for kind, kept in (self.shelf.kept(case.id, told, self.kinds) or {}).items():
            path, key = case_url(case.id) + offprint_name(case.id, kind), kept.sha256.encode()
            if not output.keep(path, key):
                if (data := self.shelf.read(case.id, kind, kept)) is None:
                    continue
                output.write(path, data, key)
            found.append(Download(url=path, kind=kind, size=kept.size, sha256=kept.sha256))
        return tuple(found)


def offprints_of(edition: Printed, site: str, catalogue: Catalogue) -> Offprints | None:
    """The files of single cases, or None where the site asks for none: most pages are then kept."""
    return Offprints(edition, site, catalogue) if edition.library.site.offprints else None
