"""What a call asks of a text, the expressions that the editors watch, and synonyms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSection:
    """A section that a call asks for, and the other names under which it may stand."""

    name: str
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelSize:
    """The least size of an image; a picture may stand upright too."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A wording to correct: where `wrong` stands, `right` should.

    Where one of `unless` stands, the text is right. A matter of `style` is a hint; `fix` allows
    a program to correct it; without `quoted` it is passed over in quotations and titles.
    """

    wrong: str
    right: str
    reason: str
    unless: tuple[str, ...] = ()
    style: bool = False
    fix: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """Words that readers use for one thing; search for one of them finds the others too."""

    words: tuple[str, ...]
