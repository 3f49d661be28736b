"""A volume that is not for everybody says so in every format; so does a sample."""

import io
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from casebook import app
from casebook.findings import Catalogue
from casebook.model.ids import CaseId
from casebook.model.volume import Format
from casebook.press.fonts import Fonts
from casebook.press.printing import print_volume
from casebook.press.volumes import prepared
from casebook.publish.leaks import LeakScan
from casebook.publish.volumes import volume_leaks
from press_book import DAY, SECRETS, SITE, Book
from sites import TODAY

INTERNAL = """name: 内部汇编
audience: intranet
select: {cases: ["2025-0006"]}
board: [{role: 编辑, names: [甲某, 乙某]}]
imprint: {by: 甲室, permit: 甲内资准字000号}
sample: true
"""
MARKS = ("内部资料，免费交流", "示例，内容均为虚构", "甲内资准字000号", "乙某")


@pytest.mark.parametrize("kind", list(Format))
def test_an_internal_volume_bears_its_marks(
    book: Book, catalogue: Catalogue, fonts: Fonts, tmp_path: Path, kind: Format
) -> None:
    root = shutil.copytree(book.root, tmp_path / "library")
    (root / "site_config/volumes/v.yml").write_text(INTERNAL, encoding="utf-8")
    loaded = app.load(root, TODAY, catalogue)
    (volume,) = loaded.library.volumes.values()
    work = prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)
    text = told(print_volume(root, work, [kind], fonts, DAY)[kind])
    for mark in MARKS:
        assert mark in text, mark
    assert SITE not in text


def test_a_public_volume_bears_no_mark(book: Book) -> None:
    for data in book.files.values():
        assert MARKS[0] not in told(data)


def told(data: bytes) -> str:
    """All text of a file, without what setting adds."""
    if data.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(data)).pages
        return "".join("".join(page.extract_text() for page in pages).split())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(
            archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".xhtml"))
        )


def test_the_scan_sees_what_a_volume_is_made_of(book: Book) -> None:
    edition = app.edition(book.loaded)
    scan = LeakScan(edition.whole, edition.library, "")
    assert list(volume_leaks(book.work, scan)) == []
    key = CaseId("2025-0002")
    told_chapter = replace(book.work, chapters={**book.work.chapters, key: f"<p>{SECRETS[1]}</p>"})
    told_around = replace(book.work, data={**book.work.data, "foreword": [SECRETS[4]]})
    for leaking, path in (
        (told_chapter, "cases/2025/2025-0002/index.md"),
        (told_around, "site_config/volumes/v.yml"),
    ):
        (finding,) = volume_leaks(leaking, scan)
        assert (finding.code, finding.at.path) == ("CB501", path)
