"""What a printed volume is, read from its PDF and not from the words of its maker."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from typography import NOT_FIRST, NOT_LAST, bare_lines, read, slips

_LINE = re.compile(r"项目 ?\d{4}[\s.·…]+\d+\b")


def features(data: bytes) -> dict[str, Any]:
    """The pages of a PDF, its tags and fonts, its finding aids, and the rules that it breaks."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        metadata = root.Metadata.read_bytes() if "/Metadata" in root else b""
        is_tagged = "/StructTreeRoot" in root
        facts = {
            "pages": len(pdf.pages),
            "MB": round(len(data) / 1e6, 1),
            "tagged": is_tagged,
            "PDF/UA": b"pdfuaid:part" in metadata,
            "PDF/A": b"pdfaid:part" in metadata,
            "language": str(root.get("/Lang", "")),
            "bookmarks": sum(1 for _ in _marks(root.get("/Outlines"))),
            "fonts embedded": _are_embedded(pdf),
        }
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    listed = sum(len(_LINE.findall(text)) for text in pages[: max(8, len(pages) // 20)])
    facts |= {
        "contents with pages": listed > 0,
        "index": any("索引" in "".join(text.split()) for text in pages),
    }
    return {**facts, "broken": broken(data, is_tagged=is_tagged)}


def broken(data: bytes, *, is_tagged: bool) -> dict[str, int]:
    """How often each rule of setting is broken; without tags, those of marks alone are counted."""
    if is_tagged:
        return dict(Counter(one.rule for one in slips(read(data))))
    lines = list(bare_lines(data))
    first = sum(one.text[0] in NOT_FIRST for one in lines)
    return {
        "mark at the start of a line": first,
        "mark at the end of a line": sum(one.text[-1] in NOT_LAST for one in lines),
    }


def _marks(outline: Any) -> Iterator[Any]:
    node = outline.get("/First") if outline is not None else None
    while node is not None:
        yield node
        yield from _marks(node)
        node = node.get("/Next")


def _are_embedded(pdf: pikepdf.Pdf) -> bool:
    """Whether every font is in the file; one of type 3 is drawn by the file itself."""
    fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
    own = [one.FontDescriptor for one in fonts if "/FontDescriptor" in one]
    files = {"/FontFile", "/FontFile2", "/FontFile3", "/CharProcs"}
    drawn = {one.FontDescriptor.objgen for one in fonts if "/CharProcs" in one}
    return all(files & set(one.keys()) or one.objgen in drawn for one in own)
