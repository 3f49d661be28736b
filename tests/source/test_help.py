"""What the package brings along for its help pages is whole and true."""

from collections.abc import Iterator

import pytest

from casebook import app
from casebook.findings import CODES, Catalogue
from casebook.findings.report import text_report
from casebook.record import Entry, Items, Node, Table
from casebook.source.front_matter import read_record
from casebook.source.help import HELP, read_examples, read_guides, read_sample
from casebook.text.characters import hidden_characters
from casebook.views.field_reference import field_tables
from casebook.views.help import GUIDES
from sites import TODAY

SAMPLE = HELP / "sample"


def test_every_code_has_an_example() -> None:
    assert read_examples().keys() == CODES.keys()


def test_an_example_shows_no_character_that_cannot_be_seen() -> None:
    for code, example in read_examples().items():
        for excerpt in (*example.wrong, *example.right):
            shown = [excerpt.path, excerpt.value, *(line.text for line in excerpt.lines)]
            assert not hidden_characters("".join(shown)), code


def test_an_example_tells_something() -> None:
    for code, example in read_examples().items():
        marked = [
            line
            for excerpt in (*example.wrong, *example.right)
            for line in excerpt.lines
            if line.telling
        ]
        whole_files = [one for one in (*example.wrong, *example.right) if not one.lines]
        assert marked or whole_files, code


def test_every_guide_is_there() -> None:
    assert read_guides().keys() == set(GUIDES)


def test_the_sample_is_a_library_without_a_finding(catalogue: Catalogue) -> None:
    loaded = app.load(SAMPLE, TODAY, catalogue)
    assert text_report(loaded.findings, catalogue) == ""
    assert len(loaded.records) == 2


def test_the_sample_writes_every_field(catalogue: Catalogue) -> None:
    written = {name for path in read_sample() if path.endswith("index.md") for name in keys(path)}
    for table in field_tables(catalogue, read_sample(), {}):
        for group in table.groups:
            for field in (group.field, *group.parts):
                name = field.name
                shown = name in written or f"{name.split('.')[-1]}:" in table.sample
                assert shown, f"{name}: write it in plugins/casebook/help/sample"


def keys(path: str) -> Iterator[str]:
    record, _ = read_record((SAMPLE / path).read_bytes(), path)
    assert record is not None
    yield from _keys(record.values, "")


def _keys(node: Node, prefix: str) -> Iterator[str]:
    if isinstance(node, Table):
        for name, entry in node.entries.items():
            assert isinstance(entry, Entry)
            yield prefix + name
            yield from _keys(entry.value, f"{prefix}{name}.")
    elif isinstance(node, Items):
        for one in node.values:
            yield from _keys(one, prefix)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_leaves_the_title_to_its_page(name: str) -> None:
    text = read_guides()[name]
    assert not text.startswith("# ")
    assert "\n# " not in text
