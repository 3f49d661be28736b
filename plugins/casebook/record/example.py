"""What was written wrong, and the same put right, cut down to the lines that tell."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file; `telling` if it is what matters."""

    number: int
    text: str
    telling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Some lines of a file, or a file that tells by being there.

    `note` says what is odd about the file itself, as the end of a phrase `file_…`: that it is a
    link to `value`, for instance.
    """

    path: str
    note: str = ""
    value: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A submission with one finding, and the same without."""

    wrong: tuple[Excerpt, ...]
    right: tuple[Excerpt, ...]
