"""Single cases on the site: of what a file of a case is made, and which are there to be offered."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from time import time_ns
from typing import Protocol

from casebook.findings import Catalogue
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.offprint import has_offprints, offprint_name
from casebook.model.terms import Audience
from casebook.press.offprint_shelf import OffprintShelf
from casebook.publish.bodies import Bodies, Origin
from casebook.publish.cache import digest
from casebook.publish.manifest import state
from casebook.publish.output import Output
from casebook.publish.settled import is_settled
from casebook.publish.tables import Means
from casebook.publish.version import code_version
from casebook.render.articles import Articles
from casebook.render.links import Addresses
from casebook.source.opening import opened, state_of
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

    @property
    def means(self) -> Means:
        """With what it was read."""


class Offprints:
    """The files of the single cases of an edition, as far as they still say what it says.

    What a file of a case says, its page says too, so the leak scan of the page is theirs.
    """

    def __init__(self, edition: Printed, site: str, catalogue: Catalogue) -> None:
        self.kinds = edition.library.site.offprints
        self.shelf = OffprintShelf(edition.root, edition.audience)
        self._edition, self._site = edition, site
        # In print a link to a hand-written page leads nowhere, so these have no pages.
        self._articles = Articles(
            library=edition.library,
            bodies=edition.bodies,
            catalogue=catalogue,
            addresses=Addresses(site, {}),
        )

    def digest(self, view: CaseView) -> str:
        """A name for all that is printed of a case, and for what prints it; in hexadecimal.

        Raises ChangedFileError where a picture is not as it was checked.
        """
        outline = self._edition.bodies.outlines[view.case.id]
        leads = [(path, self._articles.leads(path)) for path in Origin(outline=outline).targets]
        pictures = [self._pictures[path] for path in self._shown(view.case)]
        own = replace(view, neighbours=(), moves=(), offprints=())
        return digest(code_version(), self._site, own, leads, pictures).hex()

    @cached_property
    def _pictures(self) -> Mapping[str, bytes]:
        """A hash of each picture by its path; one that has not changed since is not read."""
        cases = filter(has_offprints, self._edition.library.cases.values())
        paths = [path for case in cases for path in self._shown(case)]
        began = time_ns()
        items = [(self._state(path, began), path) for path in dict.fromkeys(paths)]
        table = self._edition.means.table(f"pictures-{self._edition.audience}", bytes)
        sums = table.filled(items, self._sum)
        return dict(zip((path for _, path in items), sums, strict=True))

    def _shown(self, case: Case) -> Iterator[str]:
        """The paths of the pictures beside a case that its text shows."""
        folder = posixpath.dirname(case.path)
        for image in self._edition.bodies.outlines[case.id].images:
            where, name = posixpath.split(image.path)
            if where == folder and (file := case.file(name)) and file.is_image:
                yield image.path

    def _state(self, path: str, moment: int) -> bytes:
        """What stands for a picture while it stays as it is; nothing if it cannot be told."""
        stat = state_of(self._edition.root, path)
        is_known = is_settled(max(stat.st_mtime_ns, stat.st_ctime_ns), moment)
        return digest(path, state(stat), stat.st_ctime_ns) if is_known else b""

    def _sum(self, path: str) -> bytes:
        with opened(self._edition.root, path) as stream:
            return digest(stream.read())

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
