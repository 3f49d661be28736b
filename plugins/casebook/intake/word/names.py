"""The names of WordprocessingML, and how its elements are asked."""

from collections.abc import Iterator
from typing import Any, Final

_SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
_OFF: Final = frozenset(("0", "false", "off", "none"))
Element = Any


def qname(short: str) -> str:
    """A name such as `w:p` as lxml writes it.

    >>> qname("v:textbox")
    '{urn:schemas-microsoft-com:vml}textbox'
    """
    space, _, name = short.partition(":")
    return f"{{{_SPACES[space]}}}{name}"


def value(element: Element, path: str, attribute: str = "w:val") -> str:
    """An attribute of the element at a path of short names; empty where there is none."""
    found = element.find(_path(path)) if element is not None else None
    given: str = found.get(qname(attribute), "") if found is not None else ""
    return given


def is_on(element: Element, path: str) -> bool | None:
    """Whether a switch such as `w:b` is on; None where nothing is said of it."""
    found = element.find(_path(path)) if element is not None else None
    return None if found is None else found.get(qname("w:val"), "1") not in _OFF


def below(element: Element, *shorts: str) -> Iterator[Element]:
    """The elements of some names anywhere below, in the order of the document."""
    yield from element.iter(*map(qname, shorts))


def words_of(element: Element, *, deleted: bool = True) -> str:
    """All text below an element, that of deletions too unless said otherwise."""
    pieces = below(element, "w:t", "w:delText", "m:t")
    return "".join(one.text or "" for one in pieces if deleted or not is_deleted(one))


def is_deleted(element: Element) -> bool:
    """Whether an element stands in what was deleted, or moved away, under review."""
    return next(element.iterancestors(qname("w:del"), qname("w:moveFrom")), None) is not None


def _path(path: str) -> str:
    return "/".join(map(qname, path.split("/")))
