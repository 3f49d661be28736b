"""A volume for the print shop: pages in black, a cover in one sheet, and an order."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from casebook.findings import Catalogue
from casebook.model.volume import Format, Volume
from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Run, workshop

# Offset paper of 80 g/m², in millimetres a leaf; what most such books are printed on.
USUAL_PAPER: Final = Decimal("0.1")
ORDER: Final = "order.txt"
_POINTS_A_MILLIMETRE: Final = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """What the print shop gets: the pages and the wrap as PDF, and what they are.

    `spine` is its width in millimetres; `widths` are those of the pictures as printed, in
    millimetres, by their place below the library's folder, at their widest.
    """

    pages: bytes
    wrap: bytes
    count: int
    spine: Decimal
    widths: Mapping[str, float]


def spine_width(pages: int, paper: Decimal | None) -> Decimal:
    """The width of a spine in millimetres, to a tenth: two pages a leaf, `paper` thick.

    >>> spine_width(248, Decimal("0.1"))
    Decimal('12.4')
    """
    return (Decimal(pages) / 2 * (paper or USUAL_PAPER)).quantize(Decimal("0.1"))


def print_for_press(root: Path, work: Manuscript, fonts: Fonts, day: date) -> Sheets:
    """The files of a volume for the print shop; the same input gives the same bytes.

    Raises PressError.
    """
    with workshop(root, work, [Format.PDF], fonts, day, more={"press": True}) as shop:
        pages = Run(main="volume", output="volume.pdf", asks="<printed>")
        told = shop.typeset([pages], press=True)[pages.output]
        spine = spine_width(told.pages, work.view.volume.paper)
        wrap = Run(main="wrap", output="wrap.pdf", inputs={"spine": str(spine)})
        shop.typeset([wrap], press=True)
        made = {one.output: shop.read(one.output) for one in (pages, wrap)}
        paths = {name: work.images[address] for address, name in shop.pictures.items()}
    widths: dict[str, float] = {}
    for one in told.asked:
        path = paths[one["file"]]
        widths[path] = max(widths.get(path, 0), one["points"] / _POINTS_A_MILLIMETRE)
    return Sheets(
        pages=made[pages.output],
        wrap=made[wrap.output],
        count=told.pages,
        spine=spine,
        widths=widths,
    )


def packed(volume: Volume, sheets: Sheets, catalogue: Catalogue) -> Mapping[str, bytes]:
    """The files of a volume for the print shop, by name, with the order that goes with them."""
    files = {f"{volume.id}-pages.pdf": sheets.pages, f"{volume.id}-cover.pdf": sheets.wrap}
    return {**files, ORDER: _order(volume, files, sheets, catalogue).encode()}


def _order(volume: Volume, files: Mapping[str, bytes], sheets: Sheets, catalogue: Catalogue) -> str:
    """The sheet that goes with the files, in words: size, pages, spine, colours, sums."""
    size = catalogue.phrases[f"order_size_{volume.layout}"]
    paper, leaves = volume.paper or USUAL_PAPER, sheets.count // 2
    facts = [
        ("name", "　".join(one for one in (volume.name, volume.subtitle) if one)),
        ("copies", str(volume.imprint.copies or "")),
        ("size", size),
        ("bleed", catalogue.phrase("order_bleed_is")),
        ("pages", catalogue.phrase("order_pages_are", pages=sheets.count, leaves=leaves)),
        ("paper", catalogue.phrase("order_paper_is", paper=paper)),
        ("spine", catalogue.phrase("order_spine_is", spine=sheets.spine)),
        ("colour", catalogue.phrase("order_colour_is")),
        ("binding", catalogue.phrase("order_binding_is")),
    ]
    lines = [f"{catalogue.phrases[f'order_{key}']}：{value}" for key, value in facts if value]
    sums = (f"{name}　SHA-256 {hashlib.sha256(data).hexdigest()}" for name, data in files.items())
    return "\n".join((*lines, "", catalogue.phrase("order_files"), *sums, ""))
