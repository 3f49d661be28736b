"""What the tests of adoption share: small mappings, and a folder as data."""

from collections.abc import Mapping
from pathlib import Path

from casebook.intake.fields import ForeignMap
from casebook.intake.mapping import read_mapping


def silent(_phase: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def rules(extra: str = "") -> ForeignMap:
    """A mapping with little in it, and what a test adds."""
    text = (
        'name: old\ninclude: ["**/*.md"]\ntitle: [{take: heading}, {take: file-name}]\n'
        f'id: {{year: "2024"}}\n{extra}'
    )
    return mapping(text)


def mapping(text: str) -> ForeignMap:
    read, findings = read_mapping(text.encode(), "map.yml")
    assert read is not None, findings
    return read


def tree(root: Path) -> Mapping[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and the moment it was written."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
