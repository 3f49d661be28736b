"""What pandoc leaves to be said in an EPUB: the title of every chapter's page."""

import html
import io
import re
import zipfile
from typing import Final

_TEXTS: Final = "EPUB/text/"
_TITLE: Final = re.compile(r"<title>[^<]*</title>")
_HEAD: Final = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


def with_titles(data: bytes) -> bytes:
    """An EPUB whose pages are called by their first heads, not by the names of their files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        # The kind of the archive stands first and unpacked; all else keeps its order too.
        for member in old.infolist():
            text = old.read(member)
            if member.filename.startswith(_TEXTS):
                text = _titled(text.decode()).encode()
            new.writestr(member, text)
    return stream.getvalue()


def _titled(page: str) -> str:
    head = _HEAD.search(page)
    if head is None:
        return page
    title = html.escape(html.unescape(_TAG.sub("", head[1])).strip(), quote=False)
    return _TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
