"""Examples for the help pages, cut from a finding's folder and from the same put right."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from casebook.text.characters import code_point, hidden_characters

HERE: Final = Path(__file__).parent
# What stands in a folder beside the submission itself.
BESIDE: Final = ("report.txt", "right.md", "right", "before")
# Put right by a newer program, and by no change of the library.
OUTSIDE: Final = {"CB801": "format-newer"}
_SOURCES = ("cases", "content", "editions", "site_config")
# The first line of a finding in a report; a remedy may name other codes.
_FIRST = re.compile(r"^\S.*?: (CB\d{3}) ", re.MULTILINE)
_AROUND = 1
_MOST_LINES = 14
_WIDEST = 110
# Characters that can be printed but not told apart from a space.
_BLANKS = {"\t", "\u3000", "\u00a0"}
Side = list[dict[str, Any]]


def is_example(name: str) -> bool:
    """Whether a folder also says how to do it right."""
    return any((HERE / name / part).exists() for part in ("right.md", "right"))


def example(wrong: Path, right: Path, places: Mapping[str, set[int]]) -> dict[str, Side]:
    """The differing files of two libraries; `places` are the lines that the finding names."""
    before, after = _files(wrong), _files(right)
    sides: dict[str, Side] = {"wrong": [], "right": []}
    for path in sorted(before.keys() | after.keys(), key=str.casefold):
        one, other = before.get(path), after.get(path)
        marked = places.get(path, set())
        if one == other and not marked:
            continue
        told, better = _compared(one, other, marked)
        for side, entry in (("wrong", told), ("right", better)):
            if entry is not None:
                sides[side].append({"path": shown(path), **entry})
    return sides


def as_json(examples: Mapping[str, object]) -> str:
    return json.dumps(examples, ensure_ascii=False, indent=1) + "\n"


def shown(text: str) -> str:
    """A text with what cannot be seen named in its place."""
    unseen = {one.character for one in hidden_characters(text)} | _BLANKS
    named = "".join(f"⟦{code_point(one)}⟧" if one in unseen else one for one in text)
    return named if len(named) <= _WIDEST else named[: _WIDEST - 1] + "…"


def _files(root: Path) -> dict[str, dict[str, str] | bytes]:
    """Every file of a library by its path: its bytes, or what it is if it is no file."""
    found: dict[str, dict[str, str] | bytes] = {}
    for source in _SOURCES:
        for folder, folders, names in os.walk(root / source):
            for name in (*names, *(one for one in folders if (Path(folder) / one).is_symlink())):
                path = Path(folder) / name
                found[path.relative_to(root).as_posix()] = _content(path)
    return found


def _content(path: Path) -> dict[str, str] | bytes:
    if path.is_symlink():
        return {"note": "link", "value": str(path.readlink())}
    return path.read_bytes() if path.is_file() else {"note": "special"}


def _compared(
    one: dict[str, str] | bytes | None, other: dict[str, str] | bytes | None, marked: set[int]
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """A file on both sides: its telling lines where it is text, else what it is."""
    if isinstance(one, bytes) and isinstance(other, bytes) and b"IHDR" not in one + other:
        return _lines(_text(one), _text(other), marked)
    return _file(one, other), _file(other, one)


def _file(
    side: dict[str, str] | bytes | None, across: dict[str, str] | bytes | None
) -> dict[str, Any] | None:
    """What a file is, as far as the other side makes it worth saying."""
    if not isinstance(side, bytes) or across is None:
        return {} if isinstance(side, bytes) else side
    if isinstance(across, dict):
        return {"note": "plain"}
    return {"note": "size", "value": f"{max(1, len(side) // 1024)} KB"}


def _text(data: bytes) -> list[str]:
    try:
        return data.decode().split("\n")
    except UnicodeDecodeError:
        return data.decode("utf-8", "backslashreplace").split("\n")


def _lines(
    before: list[str], after: list[str], marked: set[int]
) -> tuple[dict[str, Any], dict[str, Any]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    told, better = set(marked), set()
    near_told, near_better = set(marked), set()
    for kind, start, end, right_start, right_end in matcher.get_opcodes():
        if kind == "equal":
            shift = right_start - start
            near_better |= {line + shift for line in marked if start < line <= end}
            continue
        told |= set(range(start + 1, end + 1))
        better |= set(range(right_start + 1, right_end + 1))
        # Where a line was only taken out or put in, its place on the other side is shown.
        near_told |= {start, end + 1}
        near_better |= {right_start, right_end + 1}
    return (
        _excerpt(before, told, near_told),
        _excerpt(after, better, near_better),
    )


def _excerpt(lines: list[str], telling: set[int], near: set[int]) -> dict[str, Any]:
    last = len(lines) - (not lines[-1])
    wanted = {line for one in telling for line in range(one - _AROUND, one + _AROUND + 1)} | near
    kept = sorted(line for line in wanted if 1 <= line <= last)[:_MOST_LINES]
    return {
        "lines": {str(line): shown(lines[line - 1]) for line in kept},
        "telling": [line for line in kept if line in telling],
    }


def candidates(names: list[str]) -> Iterator[tuple[str, str]]:
    """Every code with the first folder that shows it and says how to do it right."""
    told: set[str] = set()
    for name in filter(is_example, names):
        report = (HERE / name / "report.txt").read_text("utf-8")
        for code in dict.fromkeys(_FIRST.findall(report)):
            if code not in told:
                told.add(code)
                yield code, name
