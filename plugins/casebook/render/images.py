"""Pictures fit to be published: the pixels, and nothing else that the camera wrote."""

import io
import warnings
from collections.abc import Mapping
from typing import Any, Final

from PIL import Image, ImageOps

_SAVE: Final[Mapping[str, tuple[str, dict[str, Any]]]] = {
    "png": ("PNG", {"optimize": False}),
    "jpeg": ("JPEG", {"quality": 90, "subsampling": 0}),
    "webp": ("WEBP", {"quality": 90, "method": 4}),
}
_MODES = {
    "png": {"1", "L", "LA", "P", "RGB", "RGBA"},
    "jpeg": {"L", "RGB"},
    "webp": {"RGB", "RGBA"},
}


def clean_image(data: bytes, kind: str) -> bytes:
    """The picture encoded anew, upright, without EXIF, GPS, comments or anything appended.

    Raises OSError if the bytes are no picture of that kind.
    """
    return _saved(_bare(data, kind), kind)


def printable_image(data: bytes, kind: str) -> tuple[bytes, str]:
    """The same in a kind that word processors and reading devices know, and that kind.

    A WebP becomes a JPEG, or a PNG where one can see through it. Raises OSError as above.
    """
    bare = _bare(data, kind)
    into = kind if kind != "webp" else "png" if bare.mode == "RGBA" else "jpeg"
    return _saved(bare, into), into


def _bare(data: bytes, kind: str) -> Image.Image:
    name, _ = _SAVE[kind]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=[name]) as image:
            upright = ImageOps.exif_transpose(image)
    if "transparency" in image.info and kind != "jpeg":
        upright = upright.convert("RGBA")
    if upright.mode not in _MODES[kind]:
        upright = upright.convert("RGBA" if kind != "jpeg" and "A" in upright.mode else "RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.putdata(list(upright.getdata())) if upright.mode == "1" else bare.paste(upright)
    if upright.mode == "P" and (palette := upright.getpalette()):
        bare.putpalette(palette)
    return bare


def _saved(image: Image.Image, kind: str) -> bytes:
    name, options = _SAVE[kind]
    stream = io.BytesIO()
    image.save(stream, name, **options)
    return stream.getvalue()
