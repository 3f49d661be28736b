"""Pictures are encoded anew, for print in a kind that every program knows."""

import io

import pytest
from PIL import Image

from casebook.render.images import clean_image, printable_image


def saved(mode: str, kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (30, 20), "#ff000080"[: 7 if mode == "RGB" else None]).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind", "into"),
    [
        ("RGB", "webp", "jpeg"),
        ("RGBA", "webp", "png"),
        ("RGB", "jpeg", "jpeg"),
        ("RGB", "png", "png"),
        ("RGBA", "png", "png"),
    ],
)
def test_a_kind_for_print(mode: str, kind: str, into: str) -> None:
    data, told = printable_image(saved(mode, kind), kind)
    assert told == into
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size, image.mode) == (into.upper(), (30, 20), mode)
    assert (data == clean_image(saved(mode, kind), kind)) is (kind == into)


def test_bytes_of_another_kind_are_refused() -> None:
    with pytest.raises(OSError, match="identify"):
        printable_image(saved("RGB", "png"), "webp")
