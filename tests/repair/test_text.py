from hypothesis import given
from hypothesis import strategies as st

from casebook.findings import Edit
from casebook.repair.text import corrected

LINES = st.lists(st.text("ab：,\t夜", max_size=6), min_size=1, max_size=5)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def edit(line: int, column: int, old: str, new: str) -> Edit:
    return Edit(path="a.md", line=line, column=column, old=old, new=new)


def places(line: str) -> list[int]:
    return [index for index, character in enumerate(line) if character == "："]


@given(LINES, ENDS, st.data())
def test_only_the_spans_change(lines: list[str], end: str, data: st.DataObject) -> None:
    text = end.join(lines)
    spots = [(row, col) for row, line in enumerate(lines) for col in places(line)]
    chosen = data.draw(st.sets(st.sampled_from(spots)) if spots else st.just(set()))
    after, done = corrected(text, [edit(row + 1, col + 1, "：", ": ") for row, col in chosen])
    assert len(done) == len(chosen)
    expected = [
        "".join(": " if (row, col) in chosen else c for col, c in enumerate(line))
        for row, line in enumerate(lines)
    ]
    assert after == end.join(expected)


def test_what_does_not_stand_there_is_passed_over() -> None:
    text = "---\ntitle: 夜校\n"
    wrong = [edit(2, 1, "titel", "title"), edit(9, 1, "x", "y"), edit(2, 90, "x", "y")]
    assert corrected(text, wrong) == (text, ())


def test_two_edits_that_meet_are_made_one_after_the_other() -> None:
    two = [edit(1, 4, "", ', "2025-0002"'), edit(1, 4, "", ', "2025-0003"')]
    after, done = corrected("[a ]", two)
    assert len(done) == 1
    assert after == '[a , "2025-0002"]'
    overlapping = [edit(1, 1, "abc", "x"), edit(1, 3, "cd", "y")]
    assert corrected("abcd", overlapping)[0] == "aby"


def test_the_mark_and_the_line_ends_have_places_of_their_own() -> None:
    text = "\ufeffa\r\nb\ufeff\r\nc"
    assert corrected(text, [edit(1, 0, "\ufeff", "")])[0] == "a\r\nb\ufeff\r\nc"
    assert corrected(text, [edit(0, 0, "\r\n", "\n")])[0] == "\ufeffa\nb\ufeff\nc"
    assert corrected("a\rb\r\n", [edit(0, 0, "\r\n", "\n")])[0] == "a\nb\n"
    assert corrected("a\nb", [edit(0, 0, "\r\n", "\n"), edit(1, 0, "\ufeff", "")])[1] == ()


def test_a_line_that_is_put_in_ends_as_its_neighbours_do() -> None:
    insertion = edit(2, 1, "---", "related: []\n---")
    assert corrected("a\r\n---\r\n", [insertion])[0] == "a\r\nrelated: []\r\n---\r\n"
    both = [insertion, edit(0, 0, "\r\n", "\n")]
    assert corrected("a\r\n---\r\n", both)[0] == "a\nrelated: []\n---\n"
