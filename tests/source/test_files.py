import io
import os
from pathlib import Path

import pytest
from PIL import Image

from casebook.source.files import MOST_FILE_BYTES, MOST_IMAGE_BYTES, inspect
from findings.builders import png
from shared import members


def looked_at(folder: Path, data: bytes, name: str = "a.bin") -> tuple[str, int, int]:
    path = folder / name
    path.write_bytes(data)
    file = inspect(path, name)
    assert file.size == len(data)
    return file.kind, file.width, file.height


def picture(kind: str, orientation: int = 1) -> bytes:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (40, 30), (1, 2, 3)).save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "size"),
    [(1, (40, 30)), (4, (40, 30)), (5, (30, 40)), (8, (30, 40)), (9, (40, 30))],
)
def test_a_picture_is_measured_as_it_will_be_seen(
    tmp_path: Path, kind: str, orientation: int, size: tuple[int, int]
) -> None:
    assert looked_at(tmp_path, picture(kind, orientation)) == (kind.lower(), *size)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04rest", "zip"),
        ("周三,办证\n".encode(), "text"),
        ("周三,办证\n".encode("gb18030"), "text"),
        (b"", "text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
        ("\ufeff <!doctype html>".encode(), "unknown"),
        ("周三".encode("utf-16"), "unknown"),
        (b"MZ\x90\x00\x03", "unknown"),
        (b"GIF89a\x01\x00\x01\x00", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "unknown"),
        (b"\x89PNG\r\n\x1a\nnot a picture", "damaged"),
        (b"\xff\xd8\xffnot a picture", "damaged"),
        (b"RIFF\x00\x00\x00\x00WEBPnot", "damaged"),
        (png(640, 480)[:60], "damaged"),
        (png(20_000, 20_000), "large"),
        (png(8000, 5001), "large"),
        (png(1, 1) + bytes(MOST_IMAGE_BYTES), "large"),
    ],
)
def test_bytes_tell_the_kind_and_names_do_not(tmp_path: Path, data: bytes, kind: str) -> None:
    for name in ("a.png", "a.pdf", "a"):
        assert looked_at(tmp_path, data, name) == (kind, 0, 0)


@pytest.mark.parametrize("exif", [b"MM\0*\0\0", b"Exif\0\0MM", b"II+\0\x08\0"])
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_with_broken_exif_is_damaged(tmp_path: Path, kind: str, exif: bytes) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, kind, exif=exif)
    assert looked_at(tmp_path, stream.getvalue()) == ("damaged", 0, 0)


def test_the_largest_picture_allowed(tmp_path: Path) -> None:
    assert looked_at(tmp_path, png(8000, 5000)) == ("png", 8000, 5000)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.touch()
    os.truncate(path, MOST_FILE_BYTES + 1)
    assert inspect(path, "a.pdf").kind == "large"


def test_a_character_cut_at_the_end_of_the_head_is_text_still(tmp_path: Path) -> None:
    assert looked_at(tmp_path, ("a" * 4095 + "中文").encode())[0] == "text"


def test_a_file_that_is_gone_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "a.png", "a.png")


def test_real_photographs(tmp_path: Path) -> None:
    kinds = {
        name: looked_at(tmp_path, data)
        for name, data in members("adversarial/exif-photos.tar.gz")
        if name.endswith(".jpg")
    }
    assert len(kinds) == 30
    assert {kind for kind, _, _ in kinds.values()} == {"jpeg"}
    assert all(width and height for _, width, height in kinds.values())
