"""The YAML test suite, its 406 cases read as settings and as front matter."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from casebook.record import Items, Node, Scalar, Table
from casebook.source.front_matter import read_record, read_settings
from shared import codes, has_error, members, through

SUITE = "adversarial/yaml-test-suite.tar.gz"


class Example(NamedTuple):
    name: str
    text: str
    must_fail: bool


def examples() -> Iterator[Example]:
    for name, data in members(SUITE):
        if "/src/" not in name:
            continue
        known: dict[str, Any] = {}
        for number, part in enumerate(yaml.safe_load(data.decode())):
            # What a part does not say it takes from the one before, but for its failing.
            known = {**known, "fail": False, **part}
            yield Example(f"{name[-9:-5]}-{number}", _plain(known["yaml"]), bool(known["fail"]))


def _plain(text: str) -> str:
    """The suite writes what cannot be seen with characters of its own."""
    text = re.sub("—*»", "\t", text.replace("␣", " "))
    text = text.replace("←", "\r").replace("⇔", "\ufeff").replace("↵", "")
    return re.sub("∎\n$", "", text)


@pytest.fixture(scope="module")
def suite() -> list[Example]:
    return list(examples())


def fenced(text: str) -> bytes:
    return f"---\n{text.removesuffix(chr(10))}\n---\n正文\n".encode("utf-8", "surrogatepass")


def has_fence(text: str) -> bool:
    return any(re.fullmatch(r"(?:---|\.\.\.)[ \t]*", line) for line in text.split("\n"))


def test_what_is_no_yaml_has_an_error(suite: list[Example]) -> None:
    wrong = [one for one in suite if one.must_fail]
    assert len(wrong) == 94
    for one in wrong:
        _, findings = read_settings(one.text.encode("utf-8", "surrogatepass"), "a.yml")
        assert has_error(findings), one
        # As front matter a fence in the text ends it; then the title is missing at the least.
        _, findings = through(fenced(one.text))
        assert has_error(findings), one


def test_nothing_is_lost_in_silence(suite: list[Example]) -> None:
    """Every scalar of the event stream is in the record, or there is an error."""
    outcomes: Counter[str] = Counter()
    for one in suite:
        record, findings = read_settings(one.text.encode("utf-8", "surrogatepass"), "a.yml")
        if has_error(findings):
            outcomes["told"] += 1
            continue
        assert record is not None, one
        text = one.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert sorted(words(record.values)) == sorted(scalars(text)), one
        outcomes["read"] += 1
    assert outcomes == {"read": 74, "told": 332}


def test_a_plain_mapping_is_a_record_as_front_matter_too(suite: list[Example]) -> None:
    count = 0
    for one in suite:
        whole_lines = one.text.endswith("\n") and not has_fence(one.text)
        if one.must_fail or not whole_lines or not is_plain_mapping(one.text):
            continue
        record, findings = read_record(fenced(one.text), "a.md")
        assert record is not None, (one, codes(findings))
        if not has_error(findings):
            assert sorted(words(record.values)) == sorted(scalars(one.text)), one
            count += 1
    assert count == 53


def is_plain_mapping(text: str) -> bool:
    """One mapping of strings, without anchors, aliases, tags, or mappings as keys."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return False
    refused = any(
        isinstance(event, yaml.AliasEvent)
        or getattr(event, "anchor", None)
        or getattr(event, "tag", None)
        for event in events
    )
    return (
        isinstance(node, yaml.MappingNode)
        and not refused
        and all(isinstance(key, yaml.ScalarNode) for key, _ in node.value)
        and "%" not in text[:1]
    )


def scalars(text: str) -> Iterator[str]:
    """The scalars of the only document that holds anything."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.value:
            yield event.value


def words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield from [node.text] if node.text else []
    elif isinstance(node, Items):
        for one in node.values:
            yield from words(one)
    elif isinstance(node, Table):
        for entry in node.entries.values():
            yield from words(entry.key)
            yield from words(entry.value)
