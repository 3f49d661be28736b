"""Text that stands for itself in any Markdown: CommonMark, Python-Markdown and their kin."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote

# Python-Markdown knows these behind a backslash, and so does everybody else.
_MARK = re.compile(r"[\\`*_{}\[\]!#]")
# These it does not, or only with an extension; a reference to a character is safe everywhere.
_REFERENCE: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "~": "&#126;",
    "^": "&#94;",
    "$": "&#36;",
}
_REFERENCES = str.maketrans(_REFERENCE)
# What would make a heading, a list, a rule or a definition of a line that begins with it.
_START = re.compile(
    r"(?P<mark>[+-])|(?P<note>\[\^\d+\]):|(?P<other>[=:])|(?P<number>\d{1,9})(?P<after>[.)])"
)
_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\s()<>\"'\\`\[\]{}|^*]")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def escaped(text: str) -> str:
    r"""A run of text within a line.

    >>> escaped("a*b [1] <br> x|y")
    'a\\*b \\[1\\] &lt;br&gt; x&#124;y'
    """
    line = _SPACE.sub(" ", text)
    # After a bracket a colon makes a definition, to some engines whatever stands before.
    return _MARK.sub(r"\\\g<0>", line).translate(_REFERENCES).replace("]:", "]&#58;")


def as_line(markdown: str) -> str:
    r"""A line whose beginning is words and not a mark.

    >>> as_line("1. 先摸底"), as_line("- 号"), as_line("=1")
    ('1\\. 先摸底', '\\- 号', '&#61;1')
    """
    match = _START.match(markdown)
    if match is None:
        return markdown
    rest = markdown[match.end() :]
    if match["mark"]:
        return f"\\{match['mark']}{rest}"
    if match["note"]:
        return f"{match['note']}&#58;{rest}"
    if match["other"]:
        return f"&#{ord(match['other'])};{rest}"
    return f"{match['number']}\\{match['after']}{rest}"


def address(url: str) -> str:
    """An address that ends where its link ends.

    >>> address("a (1).png?b=1&c=2")
    'a%20%281%29.png?b=1&amp;c=2'
    """
    return _IN_ADDRESS.sub(lambda one: quote(one.group(), safe=""), url).replace("&", "&amp;")


def code(text: str, *, in_cell: bool = False) -> str:
    """A span of code; in a table one with a bar is written in a tag, where no engine parts it.

    >>> code("a`b"), code("x|y", in_cell=True)
    ('`` a`b ``', '<code>x&#124;y</code>')
    """
    line = _SPACE.sub(" ", text).strip()
    if not line:
        return ""
    if in_cell and "|" in line:
        inner = "".join(one if one.isalnum() or one == " " else f"&#{ord(one)};" for one in line)
        return f"<code>{inner}</code>"
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}" if longest else f"{fence}{line}{fence}"


def is_mark(character: str) -> bool:
    """Whether a character is punctuation or a symbol, as emphasis in CommonMark counts them."""
    return unicodedata.category(character)[0] in "PS"
