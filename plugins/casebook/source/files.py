"""What a file is, by its bytes and never by its name; sizes of pictures in pixels."""

import io
import struct
import warnings
import zlib
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from casebook.record import RawFile

MOST_IMAGE_BYTES: Final = 5 * 1024 * 1024
MOST_FILE_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
IMAGE_KINDS: Final = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp"}
_HEAD_BYTES = 4096
# What Pillow raises on broken bytes, by experience with flipped ones.
_DAMAGE: Final = (
    UnidentifiedImageError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)


def inspect(path: Path, name: str) -> RawFile:
    """What one file is; `kind` is `large` past the limits and `unknown` where nothing fits.

    Raises OSError if the file cannot be read.
    """
    size = path.stat().st_size
    if size > MOST_FILE_BYTES:
        return RawFile(name, "large", size)
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    kind = kind_of(head)
    if kind == "image":
        return _picture(path, name, size)
    return RawFile(name, kind, size)


def kind_of(data: bytes) -> str:
    """What bytes are by their beginning: `image`, `pdf`, `zip`, `text` or `unknown`."""
    head = data[:_HEAD_BYTES]
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (
        head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    ):
        return "image"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    return "text" if _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    if b"\x00" in head or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # A character may be cut where the head ends.
            head.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:
                continue
        return True
    return False


def _picture(path: Path, name: str, size: int) -> RawFile:
    if size > MOST_IMAGE_BYTES:
        return RawFile(name, "large", size)
    return picture(path.read_bytes(), name)


def picture(data: bytes, name: str) -> RawFile:
    """What a picture is by all of its bytes."""
    size = len(data)
    try:
        with warnings.catch_warnings():
            # Pillow warns of bombs and of damaged metadata; both are judged here.
            warnings.simplefilter("ignore")
            return _measured(data, name, size)
    except Image.DecompressionBombError:
        return RawFile(name, "large", size)
    except _DAMAGE:
        return RawFile(name, "damaged", size)
    except OSError as error:
        if error.errno is not None:
            raise
        return RawFile(name, "damaged", size)


def _measured(data: bytes, name: str, size: int) -> RawFile:
    with Image.open(io.BytesIO(data), formats=list(IMAGE_KINDS)) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            return RawFile(name, "large", size)
        if getattr(image, "n_frames", 1) > 1:
            return RawFile(name, "animated", size)
        kind = IMAGE_KINDS[image.format or ""]
        # EXIF's orientations 5 to 8 lie on their side.
        turned = image.getexif().get(0x0112) in {5, 6, 7, 8}
        image.load()
    return RawFile(name, kind, size, *((height, width) if turned else (width, height)))
