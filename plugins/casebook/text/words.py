"""字数, counted as WPS and Word count it for Chinese text."""

import re

# Letters and digits outside the scripts of China, Japan and Korea, with the marks between them.
_RUN = re.compile(r"[!-~\u00a1-\u052f]+")


def word_count(text: str) -> int:
    """How many 字 a text has by the rule of WPS's 字数.

    Each Chinese character and each Chinese punctuation mark counts 1; a run of Latin letters,
    digits and half-width marks without a space in it counts 1; spaces count nothing.

    >>> word_count("窗口收件，当场办结。")
    10
    >>> word_count("2025年用 WPS Office 写了1,326份"), word_count("“好”……"), word_count(" ")
    (9, 5, 0)
    """
    return sum(map(len, _RUN.sub("a", text).split()))


def keeps_within(text: str, least: int, most: int) -> bool:
    """Whether a look at a text is enough to tell that it keeps to limits; if not, count it.

    Each character counts 1 at most, and the beginning of a text no more than the whole.

    >>> keeps_within("窗口收件，当场办结。", 5, 10), keeps_within("用 WPS 写", 3, 4)
    (True, False)
    """
    return len(text) <= most and word_count(text[: least + least // 4]) >= least
