"""A volume of an edition to its manuscript, behind a gate of its own."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from casebook import __version__
from casebook.audience import gate
from casebook.findings import Catalogue
from casebook.model.article import ArticleId
from casebook.model.body import Body, Some, Texts
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.selecting import printed
from casebook.model.terms import Audience
from casebook.model.volume import Volume
from casebook.press.manuscript import PRESS, Manuscript, manuscript
from casebook.render.articles import Articles
from casebook.render.links import Addresses
from casebook.source.opening import opened
from casebook.views.volume import VolumeView, volume_view


class Edition(Protocol):
    """A library behind the gate, and for whom."""

    @property
    def audience(self) -> Audience:
        """Who may know it."""

    @property
    def library(self) -> Library:
        """What they may know."""

    @property
    def bodies(self) -> Mapping[CaseId, Body]:
        """The texts of its cases."""

    @property
    def article_bodies(self) -> Mapping[ArticleId, Body]:
        """The texts of its articles."""


def printed_view(volume: Volume, edition: Edition, catalogue: Catalogue) -> VolumeView:
    """What a volume prints of an edition, reduced to what the volume's readers may know.

    Raises ValueError where the edition knows less than they.
    """
    gated, bodies = _reduced(volume, edition)
    return volume_view(volume, gated, bodies, catalogue.phrase)


def printed_views(edition: Edition, catalogue: Catalogue) -> list[VolumeView]:
    """What each volume of an edition prints; without its column a yearbook has nothing to show."""
    every = (printed_view(one, edition, catalogue) for one in edition.library.volumes.values())
    return [view for view in every if view.chapters]


def prepared(volume: Volume, edition: Edition, site: str, catalogue: Catalogue) -> Manuscript:
    """The manuscript of a volume, reduced as its view is; raises ValueError as that does."""
    gated, bodies = _reduced(volume, edition)
    view = volume_view(volume, gated, bodies, catalogue.phrase)
    articles = Articles(
        library=gated, bodies=bodies, catalogue=catalogue, addresses=Addresses(site, {})
    )
    return manuscript(view, bodies, articles, site, catalogue)


def left_out(volume: Volume, whole: Library, sound: Library) -> tuple[CaseId | ArticleId, ...]:
    """The texts of the whole library that a volume lacks only since they have errors."""
    gated = gate(whole, volume.readers)
    known = {one.id for one in sound.records}
    return tuple(one.id for one in printed(volume, gated) if one.id not in known)


def _reduced(volume: Volume, edition: Edition) -> tuple[Library, Some]:
    if not volume.readers.reaches(edition.audience):
        raise ValueError(volume.id)
    # What the gate took from the public (the reviews of secrecy) it asks for: it is passed once.
    is_theirs = volume.readers is edition.audience
    gated = edition.library if is_theirs else gate(edition.library, volume.readers)
    known = (one.id for one in gated.records if one.markdown)
    return gated, Some(Texts(edition.bodies, edition.article_bodies), known)


def digest(work: Manuscript, root: Path) -> str:
    """A name for everything that a volume prints, and for what prints it.

    Texts, data, pictures, the templates of the press and the version of this package; SHA-256
    in hexadecimal. Raises ChangedFileError where a picture is not as it was checked.
    """
    data = [__version__, work.data, work.chapters, sorted(work.images)]
    found = hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    for path in sorted(PRESS.glob("*.*")):
        found.update(hashlib.sha256(path.read_bytes()).digest())
    for name in sorted(work.images):
        with opened(root, work.images[name]) as stream:
            found.update(hashlib.sha256(stream.read()).digest())
    return found.hexdigest()
