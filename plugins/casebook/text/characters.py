"""Characters that a submission may not hold, because a reader cannot see what they do."""

import re
from itertools import islice
from typing import NamedTuple

# C0 and C1 controls but for tab and line feed; NUL among them.
_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
# Bidirectional overrides and isolates (the "Trojan Source" attack, CVE-2021-42574).
_BIDI = r"\u061c\u202a-\u202e\u2066-\u2069"
# Zero width and otherwise invisible: joiners, word joiner, soft hyphen, tag characters, and the
# separators of lines and paragraphs, which YAML takes for line ends and editors do not.
_INVISIBLE = r"\u00ad\u180e\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f"
# No agreed meaning: private use, the replacement character, what is no character at all,
# the surrogates of broken input.
_PRIVATE = r"\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\ud800-\udfff"

_HIDDEN = re.compile(
    f"(?P<control>[{_CONTROL}])|(?P<bidi>[{_BIDI}])"
    f"|(?P<invisible>[{_INVISIBLE}])|(?P<private>[{_PRIVATE}])"
)
# An emoji of several parts is held together by joiners, which are visible in their effect.
_EMOJI_JOIN = re.compile("(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d")
# What Python holds for not printable and a text may hold all the same.
_SEEN = "\n\t\u3000"


class Hidden(NamedTuple):
    """A character that must not stand in a text, and what kind of trouble it is."""

    offset: int
    character: str
    kind: str


def hidden_characters(text: str, most: int | None = None) -> list[Hidden]:
    r"""The hidden characters of the text in order, all or the first so many.

    >>> hidden_characters("夜\u200b校")
    [Hidden(offset=1, character='\u200b', kind='invisible')]
    """
    if not _may_hide(text):
        return []
    joins = {match.start() for match in _EMOJI_JOIN.finditer(text)}
    found = (match for match in _HIDDEN.finditer(text) if match.start() not in joins)
    return [
        Hidden(match.start(), match.group(), match.lastgroup or "") for match in islice(found, most)
    ]


def _may_hide(text: str) -> bool:
    """Whether a text can hold any of them: fast, since nearly no text does."""
    for character in _SEEN:
        text = text.replace(character, "")
    return not text.isprintable() or "\ufffd" in text


def code_point(character: str) -> str:
    r"""The way Unicode names a character that cannot be shown.

    >>> code_point("\u202e")
    'U+202E'
    """
    return f"U+{ord(character):04X}"
