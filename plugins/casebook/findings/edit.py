"""The mechanical edit that corrects a finding without touching what is meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    r"""Replace `old` by `new` at a place; line and column count characters from 1.

    `old` is the exact text there, within one line of the decoded text. Two places stand outside
    of the text: column 0 of line 1 is the byte order mark before it, and line 0 is the whole
    file, whose line ends all become `new`.
    """

    path: str
    line: int
    column: int
    old: str
    new: str
