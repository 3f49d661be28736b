"""A PDF of Typst as a print shop takes it: where to cut, where the bleed ends, and true black."""

from pathlib import Path
from typing import Final

import pikepdf

# The sheet goes 8 mm beyond the cut, room for marks; of these 3 mm are printed on (marks.typ).
_BEYOND: Final = 8
_BLEED: Final = 3


def finish(path: Path) -> int:
    """Say where the bleed ends on every page, and have grey printed in black ink alone.

    Typst gives grey a profile, which a press may turn into four inks. The number of pages.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            share = _BLEED / _BEYOND
            outer, inner = _corners(page.mediabox), _corners(page.trimbox)
            page.bleedbox = pikepdf.Array(
                [cut + (edge - cut) * share for edge, cut in zip(outer, inner, strict=True)]
            )
        for one in pdf.objects:
            _ink(one)
        pdf.save(path, deterministic_id=True)
        return len(pdf.pages)


def _corners(box: pikepdf.Array) -> list[float]:
    return [float(one) for one in box.as_list()]


def _ink(one: pikepdf.Object) -> None:
    """Take the profile from the grey of a picture, or of what a page draws with."""
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return
    if "/Resources" in one and "/ColorSpace" in one.Resources:
        spaces = one.Resources.ColorSpace
        for key in [key for key, space in spaces.items() if _is_grey(space)]:
            spaces[key] = pikepdf.Name.DeviceGray
    if one.get("/Subtype") == "/Image" and _is_grey(one.get("/ColorSpace")):
        one.ColorSpace = pikepdf.Name.DeviceGray


def _is_grey(space: object) -> bool:
    return isinstance(space, pikepdf.Array) and space[0] == "/ICCBased" and space[1].N == 1
