"""Neighbours hang on two cases alone, on no order, on nothing hidden, and move few pages."""

import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.audience import gate
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.terms import Audience, State
from casebook.text.sketch import Sketcher
from casebook.views.neighbours import Neighbour, compared, matter, neighbours
from casebook.views.site import pages
from make import make_case, make_library

NIGHT = "夜校开在收工以后，窗口党支部把办事课放到晚上，工友听完当场办理，课表贴在食堂门口。"
FILES = "查档材料一次备齐，档案馆把目录印成卡片，来人照着卡片抄编号，少跑一趟库房。"
TERMS = ("a", "b", "c", "d")


def found_in(library: Library) -> dict[CaseId, Sequence[Neighbour]]:
    sketcher = Sketcher()
    sketches = [sketcher.sketch(matter(case, None)) for case in compared(library)]
    return dict(neighbours(library, sketches))


def near(cases: Iterable[Case]) -> dict[CaseId, Sequence[Neighbour]]:
    return found_in(make_library(cases))


def ids(found: Iterable[Neighbour]) -> list[str]:
    return [one.id for one in found]


def alike(case_id: str, **values: object) -> Case:
    given = {"themes": ("a",), "scenes": ("b",), "summary": NIGHT, **values}
    return make_case(case_id, title="题目", **given)


def test_like_cases_find_each_other_and_say_in_what() -> None:
    cases = [
        alike("2025-0001"),
        alike("2025-0002"),
        make_case("2025-0003", title="另题", summary=FILES, themes=("z",)),
    ]
    found = near(cases)
    assert ids(found[CaseId("2025-0001")]) == ["2025-0002"]
    assert found[CaseId("2025-0001")][0].reasons == ("words", "scene", "theme")
    assert found[CaseId("2025-0003")] == []


def test_at_most_four_are_named_and_none_that_the_page_names_already() -> None:
    cases = [alike(f"2025-000{number}") for number in range(1, 9)]
    cases[0] = replace(cases[0], related=(CaseId("2025-0002"),), supersedes=(CaseId("2025-0003"),))
    found = near(cases)
    assert all(len(one) <= 4 for one in found.values())
    assert not {"2025-0002", "2025-0003"} & set(ids(found[CaseId("2025-0001")]))
    assert "2025-0001" not in ids(found[CaseId("2025-0003")])


def test_a_withdrawn_case_is_nobodys_neighbour() -> None:
    found = near([alike("2025-0001"), alike("2025-0002", state=State.WITHDRAWN)])
    assert found == {CaseId("2025-0001"): []}


def test_a_hidden_case_has_no_say() -> None:
    shown = [alike(f"2025-000{number}") for number in (1, 2, 5, 8)]
    hidden = [alike(f"2025-000{number}", audience=Audience.INTRANET) for number in (3, 4, 6, 7)]
    public = gate(make_library([*shown, *hidden]), Audience.PUBLIC)
    assert found_in(public) == near(shown)


def test_sketches_are_alike_in_every_process() -> None:
    code = f"from casebook.text.sketch import Sketcher;print(Sketcher().sketch({NIGHT!r}).hex())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={}
    )
    assert done.stdout == f"{Sketcher().sketch(NIGHT).hex()}\n"


CASES = st.lists(
    st.tuples(
        st.sets(st.sampled_from(TERMS), max_size=2),
        st.sets(st.sampled_from(TERMS), max_size=2),
        st.sampled_from((NIGHT, FILES, NIGHT + FILES, "")),
    ),
    min_size=2,
    max_size=60,
)
Drawn = list[tuple[set[str], set[str], str]]


def made(drawn: Drawn) -> list[Case]:
    return [
        make_case(
            f"2025-{number:04d}",
            title="题目",
            themes=tuple(sorted(themes)),
            scenes=tuple(sorted(scenes)),
            summary=summary,
        )
        for number, (themes, scenes, summary) in enumerate(drawn, start=1)
    ]


@given(CASES, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_reading_changes_nothing(drawn: Drawn, random: Random) -> None:
    cases = made(drawn)
    turned = list(cases)
    random.shuffle(turned)
    assert near(turned) == near(cases)


@given(CASES, st.data())
@settings(max_examples=50, deadline=None)
def test_one_case_moves_a_bounded_number_of_pages(drawn: Drawn, data: st.DataObject) -> None:
    cases = made(drawn)
    index = data.draw(st.integers(0, len(cases) - 1))
    old = cases[index]
    new = make_case(old.id, themes=("a", "d"), scenes=("c",), summary=FILES, title="改过")
    before = near(cases)
    after = near([*cases[:index], new, *cases[index + 1 :]])
    moved = {key for key in before if before[key] != after[key]} - {old.id}
    # Two on either side, of the old place and of the new: in four orders and in its terms'.
    groups = len({*old.themes, *new.themes}) + len({*old.scenes, *new.scenes})
    assert len(moved) <= 8 * (4 + groups)


def test_a_page_depends_on_the_cases_it_shows() -> None:
    library: Library = make_library([alike("2025-0001"), alike("2025-0002")])
    page = next(iter(pages(library, {}, lambda key, **_: key, near=found_in(library))))
    assert "case:2025-0002" in page.depends
