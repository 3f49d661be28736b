"""A volume of an edition to its manuscript, behind a gate of its own."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from casebook.audience import gate
from casebook.findings import Catalogue
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.terms import Audience
from casebook.model.volume import Volume
from casebook.press.manuscript import Manuscript, manuscript
from casebook.render.articles import Articles
from casebook.render.links import Addresses
from casebook.views.volume import volume_view


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


def prepared(volume: Volume, edition: Edition, site: str, catalogue: Catalogue) -> Manuscript:
    """What a volume prints of an edition, reduced to what the volume's readers may know.

    Raises ValueError where the edition knows less than they.
    """
    if not volume.readers.reaches(edition.audience):
        raise ValueError(volume.id)
    # What the gate took from the public (the reviews of secrecy) it asks for: it is passed once.
    is_theirs = volume.readers is edition.audience
    gated = edition.library if is_theirs else gate(edition.library, volume.readers)
    bodies = edition.bodies
    shown = {key: bodies[key] for key, case in gated.cases.items() if case.markdown}
    view = volume_view(volume, gated, shown, catalogue.phrase)
    articles = Articles(
        library=gated, bodies=shown, catalogue=catalogue, addresses=Addresses(site, {})
    )
    return manuscript(view, shown, articles, site, catalogue)


def digest(work: Manuscript, root: Path) -> str:
    """A name for everything that a volume prints, pictures included; SHA-256 in hexadecimal."""
    data = [work.data, work.chapters, sorted(work.images)]
    found = hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode())
    for name in sorted(work.images):
        found.update(hashlib.sha256((root / work.images[name]).read_bytes()).digest())
    return found.hexdigest()
