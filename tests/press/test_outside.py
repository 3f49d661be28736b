"""What programs of others make of the files: LibreOffice and EPUBCheck."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from casebook.model.volume import Format
from press_book import Book


def needed(command: str, package: str) -> str:
    """The path of a program; the test is skipped where it is not installed."""
    found = shutil.which(command)
    if found is None:
        pytest.skip(f"no {command}; make test installs {package} where it may")
    return found


def test_libreoffice_opens_and_renders_the_word_document(book: Book, tmp_path: Path) -> None:
    office = needed("soffice", "libreoffice-writer-nogui")
    (tmp_path / "v.docx").write_bytes(book.files[Format.DOCX])
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = [office, profile, "--headless", "--convert-to", "pdf", "v.docx"]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    pages = PdfReader(tmp_path / "v.pdf").pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    for title in ("夜间办事窗口", "重庆路的一张表", "样样都有", "取号算到叫号", "值40"):
        assert title in text
    assert len(pages) > 5
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 285]


def test_epubcheck_has_nothing_to_say(book: Book, tmp_path: Path) -> None:
    # Debian's program is a Java archive, which only a desktop's kernel starts by itself.
    java, check = needed("java", "a Java"), needed("epubcheck", "epubcheck")
    path = tmp_path / "v.epub"
    path.write_bytes(book.files[Format.EPUB])
    done = subprocess.run(
        [java, "-jar", check, "--quiet", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
