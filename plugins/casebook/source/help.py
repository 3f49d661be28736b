"""What the package brings along to explain itself: examples of findings, guides, a sample."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from casebook.record import Example, Excerpt, Line

HELP: Final = Path(__file__).parent.parent / "help"
EXAMPLES: Final = HELP / "examples.json"


@cache
def read_examples() -> Mapping[str, Example]:
    """A wrong and a right example by code; a code of which there is none is left out."""
    data = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return {
        code: Example(_excerpts(sides["wrong"]), _excerpts(sides["right"]))
        for code, sides in data.items()
    }


@cache
def read_guides() -> Mapping[str, str]:
    """The guides for users as Markdown, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(HELP.glob("*.md"))}


@cache
def read_sample() -> Mapping[str, str]:
    """Files of a small library that uses every field, by their path in it."""
    folder = HELP / "sample"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _excerpts(entries: list[dict[str, Any]]) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(
            path=entry["path"],
            note=entry.get("note", ""),
            value=entry.get("value", ""),
            lines=tuple(
                Line(int(number), text, int(number) in entry["telling"])
                for number, text in entry.get("lines", {}).items()
            ),
        )
        for entry in entries
    )
