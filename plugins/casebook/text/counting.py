"""How long a Chinese text is."""

import re

_WORD = re.compile(r"[!-~]+|[^\s!-~]")


def word_count(text: str) -> int:
    """The number of words (字数) as word processors give it for Chinese.

    Every Chinese character and full-width mark is one, and so is every run of Latin letters,
    digits and half-width marks.

    >>> word_count("夜校开了3个班，共1,200人。"), word_count("Word 与 WPS")
    (12, 3)
    """
    return sum(1 for _ in _WORD.finditer(text))
