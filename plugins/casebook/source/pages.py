"""The hand-written pages below content/, as far as links need to know of them."""

from collections.abc import Iterator
from pathlib import Path

CONTENT = "content"


def page_paths(root: Path, content: str = CONTENT) -> Iterator[str]:
    """The paths of the hand-written pages below the root, such as `content/about.md`."""
    for path in sorted((root / content).rglob("*.md")):
        yield path.relative_to(root).as_posix()
