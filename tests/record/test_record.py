import pytest

from casebook.record import Place, Places, Scalar


def test_a_place_is_written_as_editors_jump_to_it() -> None:
    assert str(Place("a.md")) == "a.md"
    assert str(Place("a.md", 3)) == "a.md:3:1"
    assert str(Place("a.md", 3, 7)) == "a.md:3:7"


def test_places_are_in_the_order_of_the_text() -> None:
    places = [Place("b.md"), Place("a.md", 10, 1), Place("a.md", 9, 5), Place("a.md", 9, 10)]
    assert [str(one) for one in sorted(places)] == ["a.md:9:5", "a.md:9:10", "a.md:10:1", "b.md"]


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("metrics.0.after", (4, 9)),
        ("metrics.0.unit", (3, 5)),
        ("metrics.7", (2, 3)),
        ("title", (1, 1)),
    ],
)
def test_a_field_is_found_or_what_holds_it(field: str, place: tuple[int, int]) -> None:
    places = Places("a.md", {"metrics": (2, 3), "metrics.0": (3, 5), "metrics.0.after": (4, 9)})
    assert places.at(field) == Place("a.md", *place)


@pytest.mark.parametrize(
    ("text", "plain", "empty"),
    [("", True, True), ("  ", False, True), ("~", True, True), ("~", False, False),
     ("null", True, True), ("null", False, False), ("0", True, False), ("false", True, False)],
)  # fmt: skip
def test_what_counts_as_nothing(text: str, plain: bool, empty: bool) -> None:  # noqa: FBT001 (a table)
    assert Scalar(text, 1, 1, plain=plain).is_empty is empty
