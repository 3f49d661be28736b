"""The cover of an EPUB, drawn as the first page of the book looks."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont

from casebook.press.fonts import Fonts

# Pixels, in the shape of the printed book; colours as in `cover.typ`.
_WIDTH, _HEIGHT = 1200, 1628
_BAND, _LEFT, _TOP, _RIGHT, _FOOT = 194, 290, 354, 60, 1368
_GROUND, _RED, _INK, _SOFT = "#fbf8f3", "#8c1c13", "#000000", "#5c5650"
_LEADING: Final = 1.35
# Long names are set smaller, so that they keep clear of the foot.
_SHARES: Final = (1, 0.8, 0.65, 0.5)


def put_cover(path: Path, data: Mapping[str, Any], fonts: Fonts) -> None:
    """Draw what `data` say of a volume on its front: name, readers, that it is a sample, maker."""
    for share in _SHARES:
        image, end = _front(data, fonts, share)
        if end <= _FOOT:
            break
    _write(ImageDraw.Draw(image), data["by"], _font(fonts, "kai", 44, data["by"]), _FOOT, _INK)
    image.save(path)


def _front(data: Mapping[str, Any], fonts: Fonts, share: float) -> tuple[Image.Image, float]:
    """The front without its foot, the names at a share of their size; the height below it."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, _BAND, _HEIGHT), _RED)
    names = ((data["title"], "title", 94, _TOP, _INK), (data["subtitle"], "kai", 56, 20, _SOFT))
    place = 0.0
    for text, role, size, below, colour in names:
        place = _write(draw, text, _font(fonts, role, size * share, text), place + below, colour)
    draw.rectangle((_LEFT, place + 30, _LEFT + 170, place + 38), _RED)
    place += 80
    for words in (data["internal"], data["words"]["sample"] if data["sample"] else ""):
        place = _write(draw, words, _font(fonts, "hei", 40, words), place, _SOFT)
    return image, place


def _font(fonts: Fonts, role: str, size: float, text: str) -> ImageFont.FreeTypeFont:
    path, index = fonts.boldest(role, text)
    return ImageFont.truetype(path, size, index)


def _write(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, top: float, colour: str
) -> float:
    """Write a text from a height on, in as many lines as it needs; the height below it."""
    for line in _lines(text, font):
        draw.text((_LEFT, top), line, colour, font)
        top += font.size * _LEADING
    return top


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for character in text:
        if line and font.getlength(line + character) > _WIDTH - _LEFT - _RIGHT:
            yield line
            line = ""
        line += character
    if line:
        yield line
