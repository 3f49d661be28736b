"""What a target is held against."""

from datetime import date

import pytest

from casebook.model.counts import known_parts, recorded
from casebook.model.ids import BatchId
from casebook.model.library import Library
from casebook.model.registers import Batch
from casebook.model.terms import Counted, State
from make import make_case, make_library
from registers import hidden_and_open, target


@pytest.fixture
def library() -> Library:
    first, second = BatchId("2025-1"), BatchId("2026-1")
    return make_library(
        [
            make_case(batch=first),
            make_case("2025-0002", batch=first, state=State.RETIRED),
            make_case("2025-0003", batch=second, state=State.DUE),
            make_case("2025-0004", state=State.NOTICED),
            make_case("2025-0005", batch=second, state=State.WITHDRAWN),
        ],
        batches={key: Batch(id=key, name=key, date=date(2025, 9, 1)) for key in (first, second)},
        **hidden_and_open(),
    )


@pytest.mark.parametrize(
    ("counts", "of", "count"),
    [
        (Counted.CASES, "", 3),
        (Counted.CASES, "2025-1", 2),
        (Counted.BRANCHES, "", 3),
        (Counted.BRANDS, "service", 2),
        (Counted.BRANDS, "learning", 0),
        (Counted.PROJECTS, "", 2),
        (Counted.HONOURS, "good", 6),
        (Counted.AWARDS, "", 4),
        (Counted.AWARDS, "a-shut", 1),
        (Counted.INDICATORS, "", 0),
        (Counted.STANDARDS, "s-open", 1),
        (Counted.STANDARDS, "", 2),
        (None, "", None),
    ],
)
def test_what_is_recorded(
    library: Library, counts: Counted | None, of: str, count: int | None
) -> None:
    assert recorded(target("t", counts, of), library) == count


def test_every_kind_can_be_counted_and_some_narrowed(library: Library) -> None:
    for counts in Counted:
        assert recorded(target("t", counts), library) is not None
    narrow = {counts for counts in Counted if tuple(known_parts(counts, library))}
    wanted = ("cases", "brands", "honours", "awards", "standards")
    assert narrow == {Counted(word) for word in wanted}
    assert list(known_parts(Counted.CASES, library)) == ["2025-1", "2026-1"]
