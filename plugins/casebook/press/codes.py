"""QR codes of the pages of texts, as pictures for print."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import segno
from PIL import Image

# Pixels a module of a code: some 500 dpi at its printed size, and black in no other colour.
_DOTS: Final = 12


def put_codes(folder: Path, addresses: Mapping[str, str]) -> None:
    """Draw the QR code of each text."""
    for key, address in addresses.items():
        _draw(folder / f"{key}.png", segno.make(address, error="m", micro=False))


def _draw(path: Path, code: segno.QRCode) -> None:
    """A code as a PNG, without the margin that the page gives it."""
    rows = code.matrix
    light = bytes(0 if dark else 255 for row in rows for dark in row)
    drawn = Image.frombytes("L", (len(rows), len(rows)), light).convert("1")
    side = len(rows) * _DOTS
    drawn.resize((side, side), Image.Resampling.NEAREST).save(path)
