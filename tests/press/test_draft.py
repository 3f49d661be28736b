"""A proof for reviewers: the pages of the book, on wider sheets with room for remarks."""

from dataclasses import replace

import pypdfium2
import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.model.volume import Format, Layout
from casebook.press.fonts import Fonts
from casebook.press.printing import print_volume
from casebook.press.volumes import prepared
from press_book import DAY, SITE, Book

POINTS = 72 / 25.4
ROOM = 40 * POINTS
PROOF = "评审稿"
REMARKS = "批注"
# Where the text ends on the outside, in millimetres from the edge of the page.
OUTSIDE = {Layout.BOOK: 27.6, Layout.DOCUMENT: 26}

Signs = set[tuple[str, float, float]]


def signs(page: pypdfium2.PdfPage) -> Signs:
    """The characters of a page, each with its place in points."""
    text = page.get_textpage()
    found = ((text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars()))
    return {(sign, round(box[0], 1), round(box[1], 1)) for sign, box in found if sign.strip()}


@pytest.fixture(scope="module", params=Layout)
def pair(
    request: pytest.FixtureRequest, book: Book, fonts: Fonts, catalogue: Catalogue
) -> tuple[Layout, pypdfium2.PdfDocument, pypdfium2.PdfDocument]:
    """A layout, the final edition in it, and the proof."""
    volume = replace(book.work.view.volume, layout=request.param)
    work = prepared(volume, app.edition(book.loaded), SITE, catalogue)
    files = [
        print_volume(book.root, work, [Format.PDF], fonts, DAY, draft=draft)[Format.PDF]
        for draft in (False, True)
    ]
    return request.param, *map(pypdfium2.PdfDocument, files)


Pair = tuple[Layout, pypdfium2.PdfDocument, pypdfium2.PdfDocument]


def test_sheets_are_wider_and_as_many(pair: Pair) -> None:
    _, final, proof = pair
    assert len(final) == len(proof)
    for ours, theirs in zip(final, proof, strict=True):
        assert theirs.get_width() - ours.get_width() == pytest.approx(ROOM, abs=0.1)
        assert theirs.get_height() == pytest.approx(ours.get_height())


def test_every_character_keeps_its_place_in_the_type_area(pair: Pair) -> None:
    _, final, proof = pair
    for number, (ours, theirs) in enumerate(zip(final, proof, strict=True), start=1):
        shift = 0 if number % 2 else ROOM
        moved = {(sign, x - shift, y) for sign, x, y in signs(theirs)}
        for sign, x, y in signs(ours):
            near = any(
                sign == other and abs(x - at) < 0.3 and abs(y - up) < 0.3 for other, at, up in moved
            )
            assert near, (number, sign)


def test_remarks_have_a_margin_outside_but_on_the_cover(pair: Pair) -> None:
    layout, _, proof = pair
    for number, page in enumerate(proof, start=1):
        inside = page.get_width() - ROOM
        beyond = {
            sign
            for sign, x, _ in signs(page)
            if sign not in PROOF and (x > inside if number % 2 else x < ROOM)
        }
        assert beyond == (set(REMARKS) if number > 1 else set())
        text = [x for sign, x, _ in signs(page) if sign not in PROOF + REMARKS]
        edge = OUTSIDE[layout] * POINTS - 1
        assert not text or (max(text) < inside - edge if number % 2 else min(text) > ROOM)
