"""QR codes in print lead where they should."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from casebook.model.volume import Format
from casebook.press.codes import put_codes
from press_book import Book

# Dots an inch of a photograph that somebody takes of a page.
_SEEN = 200


def test_a_code_is_black_alone_and_without_a_margin(tmp_path: Path) -> None:
    put_codes(tmp_path, {"one": "https://example.org/cases/2025-0001/"})
    with Image.open(tmp_path / "one.png") as code:
        assert code.mode == "1"
        assert code.width == code.height
        assert code.getpixel((0, 0)) == code.getpixel((code.width - 1, 0)) == 0
        assert code.getpixel((0, code.height - 1)) == 0


@pytest.mark.parametrize("length", [1, 40, 400])
def test_an_address_of_any_length_is_read_back(tmp_path: Path, length: int) -> None:
    address = "https://example.org/" + "a" * length + "/%E6%A1%88%E4%BE%8B/"
    put_codes(tmp_path, {"one": address})
    with Image.open(tmp_path / "one.png") as code:
        page = Image.new("L", (code.width + 96, code.height + 96), 255)
        page.paste(code, (48, 48))
    assert [one.text for one in zxingcpp.read_barcodes(page)] == [address]


def test_the_codes_of_a_printed_volume_are_read_back(book: Book) -> None:
    found = [
        one.text
        for page in pypdfium2.PdfDocument(book.files[Format.PDF])
        for one in zxingcpp.read_barcodes(page.render(scale=_SEEN / 72).to_pil())
    ]
    assert found
    assert sorted(found) == sorted(book.work.data["addresses"].values())
