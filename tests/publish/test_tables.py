"""A table makes what it does not know, holds what was asked for, and nothing else."""

from pathlib import Path

from casebook.publish import cache
from casebook.publish.tables import Means


def made(place: Path, words: dict[bytes, str]) -> list[str]:
    """What had to be made of these words by key, with what earlier calls left."""
    new: list[str] = []

    def length(word: str) -> int:
        new.append(word)
        return len(word)

    with cache.opened(place) as entries:
        table = Means(entries).table("lengths", int)
        assert table.filled(list(words.items()), length) == list(map(len, words.values()))
    return new


def test_what_is_known_is_not_made_again(tmp_path: Path) -> None:
    assert made(tmp_path, {b"a": "one", b"b": "three"}) == ["one", "three"]
    assert made(tmp_path, {b"b": "three", b"c": "four"}) == ["four"]
    # What nobody asked for was not held.
    assert made(tmp_path, {b"a": "one", b"c": "four"}) == ["one"]


def test_what_has_no_key_is_made_each_time(tmp_path: Path) -> None:
    assert made(tmp_path, {b"": "one", b"b": "three"}) == ["one", "three"]
    assert made(tmp_path, {b"": "one", b"b": "three"}) == ["one"]
    assert made(tmp_path, {b"": "one"}) == ["one"]


def test_whoever_keeps_the_means_reads_a_table_once(tmp_path: Path) -> None:
    with cache.opened(tmp_path) as entries:
        means = Means(entries)
        table = means.table("lengths", int)
        table.keep({b"a": 1})
        assert means.table("lengths", int) is table
        assert Means(entries).table("lengths", int).get(b"a") == 1
