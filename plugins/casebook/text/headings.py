"""Paragraphs that are headings in all but their markup."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from casebook.text.ordinals import ordinal_of

_LONGEST: Final = 40
# The stars go out of the count first: `**` begins most bold words, but few fill a line.
_BOLD = re.compile(r"\*\*(?<=^\*\*)([^*\n]{2,60})\*\*[ \t]*$", re.MULTILINE)


_SENTENCE = re.compile("[。；，]|：$")


class BoldHeading(NamedTuple):
    """The words between the stars, and the line of the text they fill, from 1."""

    text: str
    line: int


def bold_headings(text: str) -> Iterator[BoldHeading]:
    r"""The lines of a Markdown text that are bold from end to end and begin with an ordinal.

    >>> list(bold_headings("开头。\n\n**一、背景与起因**\n\n**先记账。**后报数。"))
    [BoldHeading(text='一、背景与起因', line=3)]
    """
    if "**" not in text:
        return
    line = 1
    done = 0
    for match in _BOLD.finditer(text):
        line += text.count("\n", done, match.start())
        done = match.start()
        words = match[1].strip()
        if reads_as_heading(words):
            yield BoldHeading(words, line)


def reads_as_heading(words: str) -> bool:
    """Whether a line by itself can be a heading: short, with an ordinal, and no sentence.

    >>> reads_as_heading("一、背景与起因"), reads_as_heading("一、先记账，再报数。")
    (True, False)
    """
    return len(words) <= _LONGEST and bool(ordinal_of(words)) and not _SENTENCE.search(words)
