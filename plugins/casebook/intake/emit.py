"""Front matter that our own reader takes back without a finding, the text unchanged."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casebook.text.characters import hidden_characters

# Plain YAML only where it can mean nothing else: words, and a number with a word in it.
_PLAIN = re.compile(
    r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9_ \u3001-\u3011\u4e00-\u9fff\uff01-\uff5e./-]*"
)
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_RESERVED: Final = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_FLAGS: Final = frozenset(("true", "false"))
_NAMED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# What libyaml refuses to read, and the line ends of YAML 1.1 that it would fold.
# Fields that identify something are kept to the character, hidden ones among them.
_EXACT: Final = frozenset(("origin", "former_ids"))
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


@dataclass(frozen=True, slots=True)
class Written:
    """One field as it is written: its texts, and whether they stand as a list."""

    field: str
    texts: tuple[str, ...]
    is_list: bool = False


def front_matter(fields: Iterable[Written]) -> str:
    r"""The fields between their fences, one a line.

    >>> front_matter([Written("title", ("夜校：三年",)), Written("former_ids", ("7", "a"), True)])
    '---\ntitle: 夜校：三年\nformer_ids: ["7", a]\n---\n'
    """
    lines = (f"{field.field}: {_value(field)}\n" for field in fields)
    return f"---\n{''.join(lines)}---\n"


def _value(field: Written) -> str:
    texts = [_text(text, field.field) for text in field.texts]
    return f"[{', '.join(texts)}]" if field.is_list else texts[0]


def _text(text: str, field: str) -> str:
    if field == "sample" and text in _FLAGS:
        return text
    written = scalar(text)
    if field not in _EXACT:
        return written
    for hidden in hidden_characters(written):
        written = written.replace(hidden.character, f"\\U{ord(hidden.character):08x}")
    return written


def scalar(text: str) -> str:
    """One value as YAML, in quotes unless it can do without.

    >>> scalar("夜校"), scalar("a: b"), scalar("007"), scalar("no"), scalar("2025-04-12")
    ('夜校', '"a: b"', '"007"', '"no"', '2025-04-12')
    """
    if _PLAIN_DAY.fullmatch(text):
        return text
    is_plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() not in _RESERVED
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """A value in double quotes, on one line whatever is in it."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _NAMED.get(character) or f"\\u{ord(character):04x}"
