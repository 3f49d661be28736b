"""Where something stands in what the public may read of a record: its open fields, its body."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from casebook.audience.secrets import open_values
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.record import Place, Places
from casebook.text.prose import line_starts, prose


class _Found(Protocol):
    @property
    def kind(self) -> str: ...

    @property
    def start(self) -> int: ...


def found_in_the_open(
    record: Case | Article, places: Places, look: Callable[[str], Iterable[_Found]]
) -> Iterator[tuple[str, Place]]:
    """The kind and the place of all that `look` finds."""
    for field, text in open_values(record):
        for one in look(text):
            yield one.kind, places.at(field)
    if not any(True for _ in look(record.markdown)):
        return
    starts = line_starts(record.markdown)
    for one in look(prose(record.markdown)):
        line = bisect_right(starts, one.start)
        column = one.start - starts[line - 1] + 1
        yield one.kind, Place(record.path, record.body_line + line - 1, column)
