"""Fonts by role: what an office owns comes first, free fonts after it, and all are looked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import typst
from fontTools.ttLib import TTFont

_EXTRA: Final = ".casebook/fonts"
# Where Debian's packages put them, and where people do.
FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "~/.local/share/fonts",
    "~/.fonts",
)
CHAINS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC", "FandolSong"),
        "song": ("SimSun", "Noto Serif CJK SC", "FandolSong"),
        "fangsong": ("FangSong_GB2312", "FangSong", "FandolFang R", "Noto Serif CJK SC"),
        "hei": ("SimHei", "Noto Sans CJK SC", "FandolHei"),
        "kai": ("KaiTi_GB2312", "KaiTi", "LXGW WenKai", "FandolKai", "Noto Serif CJK SC"),
    }
)
# Rare characters of names are taken from these.
_LAST: Final = ("Noto Serif CJK SC", "LXGW WenKai")
# Variation selectors choose a shape and have none.
_SHAPELESS: Final = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
_REGULAR, _BOLD = 400, 700


class NoFontError(Exception):
    """A role has no font at all; the message is the role."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families of each role, the first in use and the rest to fall back on, and their files."""

    roles: Mapping[str, tuple[str, ...]]
    files: Mapping[str, tuple[tuple[Path, int], ...]]

    def used(self) -> Mapping[str, str]:
        """The font that each role is set in."""
        return {role: families[0] for role, families in self.roles.items()}

    def paths(self) -> tuple[Path, ...]:
        """Every file of them, once."""
        return tuple(sorted({path for files in self.files.values() for path, _ in files}))

    def boldest(self, role: str, text: str) -> tuple[Path, int]:
        """The boldest file of the first font of a role that has all of a text, or of the first."""
        every = [self.files[family][-1] for family in self.roles[role]]
        return next((one for one in every if set(map(ord, text)) <= _held(*one)), every[0])

    def missing(self, characters: Collection[str]) -> frozenset[str]:
        """Those of some characters for which none of the fonts has a glyph."""
        left = {one for one in characters if one.isprintable() and one not in _SHAPELESS} - {
            " ",
            "\u3000",
        }
        for files in self.files.values():
            if not left:
                break
            held = _held(*files[0])
            left = {one for one in left if ord(one) not in held}
        return frozenset(left)


def find_fonts(root: Path, more: Sequence[Path] = ()) -> Fonts:
    """The fonts of this machine, of the library's own folder and of some more folders.

    Raises NoFontError for a role that none of them fills.
    """
    folders = [*more, root / _EXTRA, *(Path(one).expanduser() for one in FOLDERS)]
    known = _families([folder for folder in folders if folder.is_dir()])
    roles: dict[str, tuple[str, ...]] = {}
    for role, chain in CHAINS.items():
        found = tuple(dict.fromkeys(one for one in (*chain, *_LAST) if one in known))
        if not found:
            raise NoFontError(role)
        roles[role] = found
    names = dict.fromkeys(one for role in sorted(roles) for one in roles[role])
    return Fonts(roles, {one: known[one] for one in names})


@cache
def _held(path: Path, index: int) -> frozenset[int]:
    """The characters for which a font has a glyph; a run looks into a font once."""
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _families(folders: Sequence[Path]) -> Mapping[str, tuple[tuple[Path, int], ...]]:
    """The upright regular and bold files of every family of the chains, the regular one first."""
    wanted = {one for chain in CHAINS.values() for one in (*chain, *_LAST)}
    found: dict[str, dict[int, tuple[Path, int]]] = {}
    for family, weight, file in _listed(folders):
        if family in wanted and weight in {_REGULAR, _BOLD}:
            found.setdefault(family, {}).setdefault(weight, file)
    return {
        family: tuple(files[weight] for weight in sorted(files)) for family, files in found.items()
    }


def _listed(folders: Sequence[Path]) -> Iterator[tuple[str, int, tuple[Path, int]]]:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
    for one in fonts.fonts():
        if one.path is not None and one.style.lower() == "normal":
            yield one.family, one.weight, (Path(one.path), one.index)
