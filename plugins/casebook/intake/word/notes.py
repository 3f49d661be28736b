"""What an import has to tell of a Word file: each thing that a person should look at."""

from dataclasses import dataclass
from typing import Final

NOWHERE: Final = -1
_LONGEST: Final = 16


@dataclass(frozen=True, slots=True)
class Note:
    """One thing; `kind` names its phrase, `at` is the number of the paragraph that it is about.

    `label` is the row of a form that it stands in, `words` are the first of the paragraph.
    """

    kind: str
    at: int
    value: str = ""
    label: str = ""
    words: str = ""
    meant: str = ""


def first_words(text: str) -> str:
    """The beginning of a paragraph, by which a person finds it.

    >>> first_words("一、背景与起因"), first_words("原来办一件事要跑三个窗口，还要带六份材料。")
    ('一、背景与起因', '原来办一件事要跑三个窗口，还要带…')
    """
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
