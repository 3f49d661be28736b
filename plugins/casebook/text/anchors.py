"""Anchors of headings: stable when a section is renumbered, readable in an address."""

import re
from collections.abc import Callable

_HAN_DIGITS = "〇零一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"^\s*(?:第?[{_HAN_DIGITS}]+[、,，.．]|[（(][{_HAN_DIGITS}\d]+[)）]"
    rf"|第[{_HAN_DIGITS}\d]+[章节条部分]+|\d+(?:\.\d+)*(?:[.．、)）](?!\d)|(?=\s))|[①-⑳])\s*"
)
# Ids that the page itself gives: to its own parts, and to notes.
_RESERVED = ("cb-", "fn-", "fnref-")
_OTHER = re.compile(r"[^\w-]+")


def without_ordinal(heading: str) -> str:
    """The words of a heading, without the number that its place gives it.

    >>> [without_ordinal(heading) for heading in ("二、做法与经过", "（一）先摸底", "1. 试点")]
    ['做法与经过', '先摸底', '试点']
    """
    return _ORDINAL.sub("", heading, count=1).strip() or heading.strip()


def anchor_maker() -> Callable[[str], str]:
    """A function that gives each heading of one page its own anchor.

    >>> anchor = anchor_maker()
    >>> anchor("一、做法"), anchor("二、做法"), anchor("！！")
    ('做法', '做法-2', '节')
    """
    taken: set[str] = set()
    # Where counting goes on, so that ten thousand headings of one name stay quick.
    counted: dict[str, int] = {}

    def anchor(heading: str) -> str:
        stem = _OTHER.sub("-", without_ordinal(heading)).strip("-_").lower() or "节"
        if stem.startswith(_RESERVED):
            stem = f"节-{stem}"
        number = counted.get(stem, 1)
        name = stem if number == 1 else f"{stem}-{number}"
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        counted[stem] = number
        return name

    return anchor
