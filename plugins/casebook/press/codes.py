"""QR codes of the pages of texts, as pictures for print."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image

# Pixels a module of a code: some 500 dpi at its printed size, and black in no other colour.
_DOTS: Final = 12


def put_codes(folder: Path, addresses: Mapping[str, str]) -> None:
    """Draw the QR code of each text, without the margin that the page gives it."""
    for key, address in addresses.items():
        code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        modules = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)).convert("1")
        side = modules.width * _DOTS
        drawn = modules.resize((side, side), Image.Resampling.NEAREST)
        drawn.save(folder / f"{key}.png")
