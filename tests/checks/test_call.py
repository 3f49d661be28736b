"""What a call asks, and what it does not."""

from typing import Any

import pytest

from casebook.checks.call import call_findings, nameless_findings
from casebook.findings import Finding
from casebook.model.case import File
from casebook.model.ids import CallId
from casebook.model.registers import Call
from casebook.model.rules import AskedSection, PixelSize
from casebook.model.terms import State
from casebook.record import Places
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from make import make_case, make_library

PHRASES = read_catalogue().phrases
SECTIONS = tuple(
    AskedSection(name=name, also=also)
    for name, also in (("背景", ()), ("做法", ("主要做法",)), ("成效", ()))
)


def asked(markdown: str, *, files: tuple[File, ...] = (), **rules: Any) -> list[Finding]:
    case = make_case(markdown=markdown, files=files, summary="一二三四五")
    call = Call(id=CallId("c"), name="征集", **rules)
    made = body(markdown, case.path, case.body_line, PHRASES)
    return list(call_findings(case, Places(case.path, {}), call, made))


def codes(markdown: str, **rules: Any) -> list[str]:
    return [finding.code for finding in asked(markdown, **rules)]


def test_a_call_without_rules_asks_nothing() -> None:
    assert codes("## 甲\n\n## 乙") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "## 一、背景\n\n甲。\n\n## 二、主要做法\n\n乙。\n\n## 三、成效\n\n丙。",
        "## 背景：一个难处\n\n甲。\n\n## 做法（两步）\n\n乙。\n\n## 成效\n\n丙。",
        "# 夜校\n\n## 背景\n\n甲。\n\n## 做法\n\n### 成效\n\n乙。\n\n## 成效\n\n丙。",
        "**一、背景**\n\n甲。\n\n**二、做法**\n\n乙。\n\n**三、成效**\n\n丙。",
        "## 背景\n\n![图](a.png)\n\n## 做法\n\n| 甲 |\n|---|\n\n## 成效\n\n- 丙",
        "## 背景\n\n甲。\n\n## 补记\n\n乙。\n\n## 做法\n\n乙。\n\n## 成效\n\n丙。",
    ],
)
def test_sections_under_any_of_their_names(markdown: str) -> None:
    assert codes(markdown, sections=SECTIONS) == []


def test_a_missing_section_is_named() -> None:
    (finding,) = asked("## 背景\n\n甲。\n\n## 背景音乐\n\n乙。", sections=SECTIONS)
    assert (finding.code, finding.params["sections"]) == ("CB217", "做法、成效")


def test_a_form_of_its_own_where_the_call_allows_it() -> None:
    markdown = "## 为什么\n\n甲。\n\n## 怎么做\n\n乙。"
    assert codes(markdown, sections=SECTIONS) == ["CB217"]
    assert codes(markdown, sections=SECTIONS, free_form=True) == []


def test_a_section_with_a_section_below_is_not_empty() -> None:
    rules = {"sections": SECTIONS[:1]}
    assert codes("## 背景\n\n### 难处\n\n甲。", **rules) == []
    assert codes("## 背景\n\n### 难处", **rules) == ["CB219"]
    assert codes("## 背景\n\n> ### 难处", **rules) == []


@pytest.mark.parametrize(
    ("size", "found"),
    [((1800, 1200), []), ((1200, 1800), []), ((4000, 1100), ["CB224"]), ((1799, 1200), ["CB224"])],
)
def test_a_picture_may_lie_or_stand(size: tuple[int, int], found: list[str]) -> None:
    file = File(name="a.png", kind="png", size=1, width=size[0], height=size[1])
    rules = {"image_min_px": PixelSize(width=1800, height=1200)}
    assert codes("![图](a.png)", files=(file,), **rules) == found


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ({"body_min": 3, "body_max": 3}, []),
        ({"body_min": 4}, ["CB220"]),
        ({"body_max": 2}, ["CB220"]),
        ({"summary_min": 6}, ["CB221"]),
        ({"summary_max": 5}, []),
        ({"title_max": 2}, ["CB222"]),
        ({"images_max": 0}, []),
        ({"images_min": 1}, ["CB223"]),
    ],
)
def test_lengths(rules: dict[str, int], found: list[str]) -> None:
    assert codes("**正文**。", **rules) == found


@pytest.mark.parametrize(
    ("state", "call", "found"),
    [
        (State.DRAFT, None, []),
        (State.SUBMITTED, None, ["2026、plain"]),
        (State.CLEARED, None, ["2026、plain"]),
        (State.SUBMITTED, CallId("gone"), []),
        (State.ADMITTED, None, []),
    ],
)
def test_what_is_handed_in_names_its_call(
    state: State, call: CallId | None, found: list[str]
) -> None:
    calls = {key: Call(id=key, name=key) for key in (CallId("2026"), CallId("plain"))}
    case = make_case(state=state, call=call)
    library = make_library([case], calls=calls)
    findings = list(nameless_findings(case, Places(case.path, {}), library))
    assert [one.params["known"] for one in findings] == found
    assert not list(nameless_findings(case, Places(case.path, {}), make_library([case])))
