"""Bad input one by one: a finding or a good page, never a hang, never a file from elsewhere."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from casebook import app
from casebook.findings import Catalogue
from casebook.model.volume import Format
from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import print_volume
from casebook.press.review import print_findings
from casebook.press.volumes import left_out, prepared
from press_book import DAY, SITE, TABLE
from sites import TODAY, Scratch

ELSEWHERE: Final = "不在库里的一句话"
RAW: Final = """```{=typst}
#read("/elsewhere.txt")
```

`#include "/elsewhere.txt"`{=typst} \\input{/elsewhere.txt} \\write18{id}

说完了。"""
HTML: Final = """<script>alert(1)</script><img src="/elsewhere.txt">

<iframe src="file:///elsewhere.txt"></iframe>

说完了。"""


def nothing(_folder: Path) -> None:
    """No file beside the text."""


def corrupt(folder: Path) -> None:
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)


def huge(folder: Path) -> None:
    """A PNG of 900 megapixels, 30,000 each way, in a hundred kilobytes."""
    side = 30_000
    packer = zlib.compressobj(9)
    rows = [packer.compress(bytes(1 + side // 8)) for _ in range(side)]
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        (b"IDAT", b"".join((*rows, packer.flush()))),
        (b"IEND", b""),
    )
    with (folder / "a.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for name, data in parts:
            file.write(struct.pack(">I", len(data)) + name + data)
            file.write(struct.pack(">I", zlib.crc32(name + data)))


def linked(folder: Path) -> None:
    (folder / "a.png").symlink_to(folder.parents[3] / "elsewhere.txt")


BREAK: Final = """> [!NOTE]
> 前\\
> [](无.md)

后面的话。"""
PICTURE: Final = "字。\n\n![图](a.png)"
# Of each: its text, what lies beside it, the code that it has, and words that are printed of it;
# a text without these is left out of the volume.
BAD: Final[Mapping[str, tuple[str, Callable[[Path], None], str, str]]] = {
    "missing picture": (PICTURE, nothing, "CB203", ""),
    "corrupt picture": (PICTURE, corrupt, "CB205", ""),
    "900 megapixels": (PICTURE, huge, "CB206", ""),
    "symbolic link": (PICTURE, linked, "CB018", ""),
    "path out of the folder": ("![图](../../../elsewhere.txt)", nothing, "CB203", ""),
    "40 columns": (f"表。\n\n{TABLE}", nothing, "CB911", "值40"),
    "word of 200 characters": ("词：" + "A" * 200 + "，完。", nothing, "", "A" * 200 + "，完。"),
    "200 nested brackets": ("[" * 200 + "中" + "]" * 200, nothing, "", "[中]"),
    "emoji": ("笑😀。", nothing, "CB910", ""),
    "empty body": ("", nothing, "CB208", ""),
    "raw Typst and LaTeX": (RAW, nothing, "", "说完了。"),
    "slashes side by side": ("前[/](无.md)/后面的话。", nothing, "CB207", "后面的话。"),
    "call behind emphasis": ("*前*.func()(sys.version)", nothing, "", ".func()(sys.version)"),
    "break before nothing": (BREAK, nothing, "CB207", "后面的话。"),
    "raw HTML": (HTML, nothing, "CB201", ""),
}


def opened(root: Path, catalogue: Catalogue) -> tuple[app.Loaded, Manuscript]:
    loaded = app.load(root, TODAY, catalogue)
    (volume,) = loaded.library.volumes.values()
    return loaded, prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    (tmp_path / "elsewhere.txt").write_text(ELSEWHERE, "utf-8")
    made = Scratch(tmp_path / "library")
    (made.root / "site_config/volumes").mkdir()
    (made.root / "site_config/volumes/v.yml").write_text("name: 卷\nselect: {years: [2025]}\n")
    return made


def texts(made: Mapping[Format, bytes]) -> list[str]:
    """The text of each format, without spaces."""
    pages = PdfReader(io.BytesIO(made[Format.PDF])).pages
    found = ["".join(page.extract_text() for page in pages)]
    for kind in (Format.DOCX, Format.EPUB):
        with zipfile.ZipFile(io.BytesIO(made[kind])) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        found.append("".join(part.decode(errors="replace") for part in parts))
    return ["".join(one.replace("\u200b", "").split()) for one in found]


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_or_printed_well(
    name: str, scratch: Scratch, catalogue: Catalogue, fonts: Fonts
) -> None:
    text, beside, code, words = BAD[name]
    beside(scratch.case("2025-0001", text, title="坏的输入"))
    scratch.case("2025-0002", "好的输入。", title="好的输入")
    loaded, work = opened(scratch.root, catalogue)
    found = {one.code: one for one in (*loaded.findings, *print_findings(work, fonts.missing))}
    assert not code or code in found
    if code == "CB910":
        assert str(found[code].at).startswith("cases/2025/2025-0001/index.md:")
        return
    lost = left_out(work.view.volume, loaded.whole, loaded.library)
    assert lost == (() if words else ("2025-0001",))
    made = print_volume(scratch.root, work, list(Format), fonts, DAY)
    for told in texts(made):
        assert "好的输入。" in told
        assert ELSEWHERE not in told
        assert words in told
