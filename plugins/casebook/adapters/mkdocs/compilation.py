"""The plugin `casebook/compilation`: a page a volume beside the library, with its files.

It adds to what `casebook/library` builds, and does nothing without it.
"""

from collections.abc import Iterator, Mapping

from mkdocs.config import base
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from casebook import app
from casebook.findings import Catalogue, Finding
from casebook.model.ids import VolumeId
from casebook.press import shelf
from casebook.press.manuscript import Manuscript
from casebook.press.volumes import digest, prepared, printed_view
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.publish.volumes import volume_leaks
from casebook.source.git import is_tracked
from casebook.views.page import Page
from casebook.views.volume import VolumeView
from casebook.views.volume_page import Download
from casebook.views.volume_pages import volume_archive, volume_pages, volume_url

PLUGIN = "casebook/compilation"


class CompilationConfig(base.Config):  # type: ignore[no-untyped-call]  # the host's own gap
    """The plugin has no options."""


class CompilationPlugin(BasePlugin[CompilationConfig]):  # type: ignore[no-untyped-call]  # as above
    """Switches the pages of the volumes on; it has no options."""


class Compilation:
    """The volumes of one edition, and those of their files that still say what it says."""

    def __init__(self, edition: app.Edition, site: str, catalogue: Catalogue) -> None:
        self._phrase = catalogue.phrase
        if is_tracked(edition.root, shelf.SHELF):
            # What came with a change was not made here, and nobody reviews a PDF line by line.
            raise PluginError(catalogue.phrase("shelf_tracked", path=shelf.SHELF))
        self._views: list[VolumeView] = []
        self._works: list[Manuscript] = []
        self._made: dict[VolumeId, tuple[shelf.Made, ...]] = {}
        for volume in edition.library.volumes.values():
            folder = shelf.place(edition.root, volume)
            if not shelf.is_there(folder):
                self._views.append(printed_view(volume, edition, catalogue))
                continue
            work = prepared(volume, edition, site, catalogue)
            self._views.append(work.view)
            if made := shelf.read(folder, volume, digest(work, edition.root)):
                self._works.append(work)
                self._made[volume.id] = made
        # Without its column a yearbook has nothing to show.
        self._views = [view for view in self._views if view.chapters]

    def stubs(self) -> Mapping[str, Page]:
        """What fills a hand-written page that says `casebook: volumes`."""
        return {"volumes": volume_archive(self._views, self._phrase)}

    def pages(self) -> Iterator[Page]:
        """A page a volume."""
        downloads = {
            key: tuple(
                Download(
                    url=volume_url(key) + one.name,
                    kind=one.name.rpartition(".")[2].upper(),
                    size=len(one.data),
                    sha256=one.sha256,
                )
                for one in made
            )
            for key, made in self._made.items()
        }
        return volume_pages(self._views, downloads, self._phrase)

    def write(self, output: Output, scan: LeakScan) -> list[Finding]:
        """Copy the files of the volumes into the site; the leaks in what they were made of."""
        for key, made in self._made.items():
            for one in made:
                output.write(volume_url(key) + one.name, one.data)
        return [finding for work in self._works for finding in volume_leaks(work, scan)]
