"""New numbers by a stated rule: files in the order of their paths, after the highest of a year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.intake.convert import Draft
from casebook.model.ids import CaseId

HIGHEST = 999_999


@dataclass(frozen=True, slots=True)
class Taken:
    """What a library has: the id that each origin was given, the highest number by year."""

    ids: Mapping[str, CaseId]
    highest: Mapping[int, int]


def numbered(
    drafts: Iterable[Draft], taken: Taken, start: int
) -> Iterator[tuple[Draft, CaseId | None]]:
    """Each draft with its id: the one it was given before, else the next; None past the last.

    The order of the drafts is the order of the numbers.
    """
    highest = dict(taken.highest)
    for one in drafts:
        if (known := taken.ids.get(one.origin)) is not None:
            yield one, known
            continue
        number = max(highest.get(one.year, 0) + 1, start)
        if number > HIGHEST:
            yield one, None
            continue
        highest[one.year] = number
        yield one, CaseId(f"{one.year:04}-{number:04}")
