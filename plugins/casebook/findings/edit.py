"""A correction that a program can make without changing what a text says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One replacement within one line: `old` stands at `column` (characters from 1)."""

    path: str
    line: int
    column: int
    old: str
    new: str
