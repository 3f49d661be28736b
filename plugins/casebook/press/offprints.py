"""Single cases (单篇): each as PDF and Word document, and its method card as one page."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from casebook.findings import Catalogue
from casebook.model.ids import CaseId, VolumeId
from casebook.model.library import Library
from casebook.model.offprint import Offprint, offprint_name
from casebook.model.terms import Audience, Profile
from casebook.model.volume import Format, Imprint, Order, Selection, Volume
from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Run, Workshop, without_clock, workshop
from casebook.press.volumes import Edition, prepared

# The heads of a document of its own begin below the title of the case.
_WITHIN_A_CASE: Final = 2
_FORMATS: Final[Mapping[Offprint, Format]] = MappingProxyType(
    {Offprint.PDF: Format.PDF, Offprint.CARD: Format.PDF, Offprint.DOCX: Format.DOCX}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of some cases, None for a card of no method; `letters` are the sizes of cards.

    They are in points.
    """

    files: Mapping[CaseId, Mapping[Offprint, bytes | None]]
    letters: Mapping[CaseId, float]


def manuscript_of(
    cases: Iterable[CaseId], edition: Edition, site: str, catalogue: Catalogue
) -> Manuscript:
    """What is printed of single cases; where they name each other, they lead to the site."""
    volume = _volume(cases, edition.library, edition.audience)
    work = prepared(volume, edition, site, catalogue)
    internal = edition.audience is not Audience.PUBLIC
    data = {
        **work.data,
        "inside": {},
        "imprint": [],
        "internal": catalogue.phrase("offprint_internal") if internal else "",
        "top_head": _WITHIN_A_CASE,
    }
    return replace(work, data=data)


def _volume(cases: Iterable[CaseId], library: Library, audience: Audience) -> Volume:
    return Volume(
        id=VolumeId("offprints"),
        name=library.site.name,
        audience=audience,
        select=Selection(cases=tuple(cases)),
        order=Order.NUMBER,
        imprint=Imprint(by=library.site.organ),
        sample=library.site.profile is Profile.SAMPLE,
    )


def print_offprints(
    root: Path, work: Manuscript, kinds: Collection[Offprint], fonts: Fonts, day: datetime.date
) -> Made:
    """The files of every case of a manuscript; the same input gives the same bytes.

    Raises PressError.
    """
    formats = {_FORMATS[one] for one in kinds}
    more = {"offprints": {str(one): True for one in kinds}}
    with workshop(root, work, formats, fonts, day, more=more, script="offprints.lua") as shop:
        runs = {
            (one.case.id, kind): run
            for one in work.view.cases
            for kind in kinds
            if (run := _run(one.case.id, kind, shop))
        }
        told = shop.typeset(tuple(runs.values()))
        files = {
            one.case.id: {kind: _read(one.case.id, kind, shop, day) for kind in kinds}
            for one in work.view.cases
        }
    cards = {key: run for (key, kind), run in runs.items() if kind is Offprint.CARD}
    return Made(files=files, letters={key: told[run.output].asked[0] for key, run in cards.items()})


def _run(case_id: CaseId, kind: Offprint, shop: Workshop) -> Run | None:
    """What is to be set of a case, if it has that."""
    name, inputs = offprint_name(case_id, kind), {"case": str(case_id)}
    if kind is Offprint.PDF:
        return Run(main="offprint", output=name, inputs=inputs)
    if kind is Offprint.CARD and (shop.folder / f"cards/{case_id}.typ").exists():
        return Run(main="card-page", output=name, inputs=inputs, asks="<letters>")
    return None


def _read(case_id: CaseId, kind: Offprint, shop: Workshop, day: datetime.date) -> bytes | None:
    name = offprint_name(case_id, kind)
    if kind is Offprint.DOCX:
        return without_clock(shop.read(f"docx/{name}"), day)
    return shop.read(name) if (shop.folder / name).exists() else None
