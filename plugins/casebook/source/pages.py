"""The hand-written pages below content/, as far as links need to know of them."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

CONTENT = "content"


def page_paths(root: Path, content: str = CONTENT) -> Iterator[str]:
    """The paths of the hand-written pages below the root, such as `content/about.md`."""
    for path in sorted((root / content).rglob("*.md")):
        yield path.relative_to(root).as_posix()


def is_barred(path: str, barred: frozenset[str]) -> bool:
    """Whether a path is one of the barred ones, or lies below one.

    >>> is_barred("content/a/b.md", frozenset({"content/a"}))
    True
    """
    return not barred.isdisjoint((path, *map(str, PurePosixPath(path).parents)))
