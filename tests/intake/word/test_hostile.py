"""Files that are no Word files, or that were made to do harm."""

import io
import mmap
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from casebook.intake.word.bounded import within_limits
from casebook.intake.word.package import Package, Unfit, UnfitError
from intake.word_files import as_bytes, draft, part, text_file, with_body, with_parts
from shared import real

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
MAIN = "word/document.xml"
LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def simple() -> bytes:
    return as_bytes(text_file("原来难办。"))


def why(settings: Path, data: bytes, name: str = "稿.docx") -> Unfit:
    with pytest.raises(UnfitError) as caught:
        draft(settings, data, name)
    return caught.value.why


@pytest.mark.parametrize("name", ["稿.doc", "稿.docm", "稿.dotx", "稿.wps", "稿.rtf", "稿"])
def test_only_docx_is_taken(settings: Path, name: str) -> None:
    assert why(settings, simple(), name) is Unfit.KIND


def test_what_only_calls_itself_docx_is_known_by_its_bytes(settings: Path) -> None:
    assert why(settings, OLE) is Unfit.KIND
    macros = part(simple(), "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert why(settings, with_parts(simple(), {"[Content_Types].xml": macros})) is Unfit.KIND


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"<html>"])
def test_what_is_no_package_is_damaged(settings: Path, data: bytes) -> None:
    assert why(settings, data) is Unfit.DAMAGED


@pytest.mark.parametrize("at", range(50, 3000, 371))
def test_a_file_cut_short_is_damaged(settings: Path, at: int) -> None:
    assert why(settings, simple()[:at]) is Unfit.DAMAGED


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({MAIN: None}, Unfit.DAMAGED),
        ({"[Content_Types].xml": None}, Unfit.DAMAGED),
        ({"_rels/.rels": None}, Unfit.DAMAGED),
        ({MAIN: b"<w:document"}, Unfit.DAMAGED),
        ({MAIN: b"<document/>"}, Unfit.DAMAGED),
        ({"../../evil": b"x"}, Unfit.PATHS),
        ({"/etc/evil": b"x"}, Unfit.PATHS),
        ({"word\\evil": b"x"}, Unfit.PATHS),
    ],
    ids=str,
)
def test_packages_are_looked_at_before_they_are_read(
    settings: Path, parts: dict[str, bytes | None], told: Unfit
) -> None:
    assert why(settings, with_parts(simple(), parts)) is told


def test_bombs_are_not_unpacked(settings: Path) -> None:
    assert why(settings, with_parts(simple(), {"word/a.bin": bytes(30_000_000)})) is Unfit.LARGE
    many: dict[str, bytes | None] = {f"a/{number}": b"" for number in range(2001)}
    assert why(settings, with_parts(simple(), many)) is Unfit.LARGE


def test_of_two_parts_with_one_name_none_is_believed(settings: Path) -> None:
    stream = io.BytesIO(simple())
    with zipfile.ZipFile(stream, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(MAIN, part(simple()))
    assert why(settings, stream.getvalue()) is Unfit.PATHS


def test_a_size_that_is_a_lie_is_no_way_in() -> None:
    data = with_parts(simple(), {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(5000)})
    lie = data.replace((5008).to_bytes(4, "little"), (8).to_bytes(4, "little"))
    assert lie != data
    with pytest.raises((UnfitError, zipfile.BadZipFile)):
        # The part is asked for as a picture would be.
        package_of(lie).part("word/media/image1.png")


def package_of(data: bytes) -> Package:
    return Package("稿.docx", data)


@pytest.mark.parametrize("name", [MAIN, "word/styles.xml", "word/numbering.xml", "_rels/.rels"])
def test_declarations_of_types_are_refused_in_every_part(settings: Path, name: str) -> None:
    xml = part(simple(), name)
    head, _, rest = xml.partition(b"?>")
    assert why(settings, with_parts(simple(), {name: head + b"?>" + LAUGHS + rest})) is Unfit.DTD


def test_strict_documents_are_asked_for_as_plain_ones(settings: Path) -> None:
    xml = part(simple()).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert why(settings, with_parts(simple(), {MAIN: xml})) is Unfit.STRICT


def test_deep_nesting_is_no_crash(settings: Path) -> None:
    deep = "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000
    assert why(settings, with_body(f"<w:p>{deep}</w:p>")) is Unfit.DAMAGED
    for beside, kinds in (("", []), ("<w:tc><w:p/></w:tc>", ["nested"])):
        tables = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + f"</w:tc>{beside}</w:tr></w:tbl>" * 80
        assert [note.kind for note in draft(settings, with_body(tables)).notes[:1]] == kinds


def test_a_cell_that_spans_the_world_is_bounded(settings: Path) -> None:
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc>"
    data = with_body(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 100}</w:tbl>")
    assert why(settings, data) is Unfit.LARGE


def test_no_place_outside_is_asked(settings: Path) -> None:
    document = docx.Document()
    rels = part(as_bytes(document), "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b"<Relationship Id='rId99' TargetMode='External' Target='http://192.0.2.1/a.png' "
        b"Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'/>"
        b"<Relationship Id='rId98' Target='../../../../etc/passwd' "
        b"Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'/>"
        b"</Relationships>",
    )
    blips = "".join(
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:imagedata "
        "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "
        f"r:id='rId{number}'/></v:shape></w:pict></w:r>"
        for number in (99, 98)
    )
    data = with_parts(with_body(f"<w:p>{blips}</w:p>"), {"word/_rels/document.xml.rels": rels})
    one = draft(settings, data)
    assert [note.kind for note in one.notes] == ["picture_outside", "picture_missing"]
    assert one.pictures == {}


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (lambda: [bytes(1 << 20) for _ in range(1 << 20)], Unfit.LIMITS),
        (lambda: 1 // 0, Unfit.DAMAGED),
        (lambda: exec("import os; os.kill(os.getpid(), 9)"), Unfit.LIMITS),  # noqa: S102
    ],
)
def test_work_that_breaks_off_is_told(work: Callable[[], object], told: Unfit) -> None:
    with pytest.raises(UnfitError) as caught:
        within_limits(work)
    assert caught.value.why is told


def test_work_within_its_limits_is_handed_back() -> None:
    assert within_limits(lambda: {"a": b"b"}) == {"a": b"b"}


def test_every_real_file_is_a_case_or_is_told_of(settings: Path, tmp_path: Path) -> None:
    with tarfile.open(real("docx.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    taken, told = 0, dict.fromkeys(Unfit, 0)
    for path in sorted(tmp_path.rglob("*.do??")):
        try:
            one = draft(settings, path.read_bytes(), path.name)
        except UnfitError as error:
            told[error.why] += 1
        else:
            assert one.text.startswith("---\n")
            taken += 1
    assert taken == 89
    assert {one: count for one, count in told.items() if count} == {
        Unfit.KIND: 5,
        Unfit.DAMAGED: 7,
        Unfit.STRICT: 1,
        Unfit.DTD: 1,
    }


def test_a_large_library_leaves_room_for_the_work() -> None:
    # Only to be read, these addresses take no memory.
    with mmap.mmap(-1, 1 << 32, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ):
        assert within_limits(lambda: len(bytes(100_000_000))) == 100_000_000
