"""The language of a case, checked on texts as an author could write them, and its laws."""

import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casebook.checks.language import Proofreader
from casebook.findings import Edit, Finding
from casebook.model.method import Method
from casebook.model.rules import Expression
from casebook.record import Places
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from make import make_case

PHRASES = read_catalogue().phrases
WORDING = (
    Expression(wrong="帐号", right="账号", reason="用“账”", fix=True),
    Expression(wrong="党章", right="《党章》", reason="加书名号", quoted=True, fix=True),
    Expression(wrong="登陆", right="登录", reason="用“登录”", unless=("登陆艇",)),
    Expression(wrong="其它", right="其他", reason="习惯", style=True),
)
PROOFREADER = Proofreader(WORDING)
FIRST_LINE = 9
SECONDS = 10.0


def proofread(markdown: str, **fields: Any) -> list[Finding]:
    case = make_case(markdown=markdown, body_line=FIRST_LINE, **fields)
    made = body(markdown, case.path, FIRST_LINE, PHRASES)
    return list(PROOFREADER.findings(case, Places(case.path, {"summary": (4, 10)}), made))


def codes(markdown: str) -> set[str]:
    return {finding.code for finding in proofread(markdown)}


def mechanical(markdown: str) -> list[Edit]:
    return [finding.edit for finding in proofread(markdown) if finding.edit]


def edited(markdown: str, edits: list[Edit]) -> str:
    """The text with the edits made from its end on; of two that overlap the later is made."""
    lines = markdown.split("\n")
    whole = len(lines), 0
    for edit in sorted(edits, key=lambda one: (one.line, one.column), reverse=True):
        line, start = edit.line - FIRST_LINE, edit.column - 1
        end = start + len(edit.old)
        assert lines[line][start:end] == edit.old
        if (line, end) <= whole:
            lines[line] = lines[line][:start] + edit.new + lines[line][end:]
            whole = line, start
    return "\n".join(lines)


def corrected(markdown: str) -> str:
    for _ in range(4):
        if not (edits := mechanical(markdown)):
            break
        markdown = edited(markdown, edits)
    return markdown


PIECES = st.sampled_from(
    [
        *("收工", "夜校", "三", "一、", "（一）", "Excel", "2025", "３", " ", "  ", "\n", "\n\n"),
        *",.:;?!()-\"'“”《》（）。，、；：…`*#|>[]",
        *("...", "。。", "--", " - ", "## ", "- ", "1. ", "`a,b`", "](a,b.md)", "```\n", "    "),
        *("帐号", "党章", "登陆", "其它", "0", "约", "左右", "年", "第三条", "**", "<b>", "&amp;"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(deadline=None)
@given(TEXTS)
@example("工地,收工。。\n\n先问(三天),后讲...")
@example("甲(乙),丙")
@example("党章和《党章》，帐号")
def test_a_corrected_text_has_nothing_left_to_correct(markdown: str) -> None:
    fixed = corrected(markdown)
    assert not mechanical(fixed)
    assert corrected(fixed) == fixed


@settings(deadline=None)
@given(TEXTS)
def test_edits_stand_where_they_say_and_leave_code_alone(markdown: str) -> None:
    made = body(markdown, "cases/2025/2025-0001/index.md", FIRST_LINE, PHRASES)
    for edit in mechanical(markdown):
        line = markdown.split("\n")[edit.line - FIRST_LINE]
        assert line[edit.column - 1 :].startswith(edit.old)
        for one in made.code:
            inside = (one.line, one.column) <= (edit.line - FIRST_LINE + 1, edit.column)
            assert not (inside and (edit.line - FIRST_LINE + 1, edit.column) <= one[2:])


@settings(deadline=None)
@given(TEXTS)
def test_the_fixed_expressions_apart_no_word_is_changed(markdown: str) -> None:
    def words(text: str) -> str:
        return "".join(one for one in text if "\u4e00" <= one <= "\u9fff")

    plain = markdown.replace("帐号", "").replace("党章", "")
    assert words(corrected(plain)) == words(plain)


@pytest.mark.parametrize(
    "markdown",
    [
        "窗口开到20:30，收件1,326件，办结率98.5%。",
        "用 `ls,cd` 和 `甲,乙`。\n\n```\n甲,乙。。\n```\n\n    甲,乙\n",
        "见[办法](a,b.md)和 https://a.example.org/x,y 。",
        '![说明](a.png "图1 收件情况")',
        "真的吗？！他说：“好！！”",
        "第一条 为了规范收件。",
        "附 则\n\n目 录",
        "照着《夜校手册 上卷》讲课。",
        "| 甲 - 乙 | 甲 丙 |\n|---|---|\n| 1 | 2 |",
        "- 周三 - 补证\n- 周四 - 换证",
        "“第一段引文。\n\n“第二段引文。”",
        "1）先问；2）后讲。",
        "评出一、二等奖，八、九十年代的老厂房，第三、四十条。",
        "附近三十多户，节约30元左右，约三十户。",
        "电话000-5550123，型号A-4年款，2025-06-30。",
        "系统升到2016.04.1版，4.2.1版。",
        "登陆艇靠岸，合同写明“个人帐号”，其中“其它”照录。",
        'Use it, please: (now) ... and -- then "go".',
    ],
)
def test_good_prose_is_left_in_peace(markdown: str) -> None:
    assert codes(markdown) == set()


@pytest.mark.parametrize(
    ("markdown", "fixed"),
    [
        ("工地,收工", "工地，收工"),
        ("工地, 收工", "工地，收工"),
        ("如下:\n\n- 甲", "如下：\n\n- 甲"),
        ("先问(三天),后讲.", "先问（三天），后讲。"),
        ("(一)先问;\n(二)后讲.", "（一）先问；\n（二）后讲。"),
        ("来了。。走了，，", "来了。走了，"),
        ("木工、瓦工...都来", "木工、瓦工……都来"),
        ("三个月 来了四百人次。", "三个月来了四百人次。"),
        ("事项：补证 换证", "事项：补证 换证"),
        ("来了４００人", "来了400人"),
        ("个人帐号", "个人账号"),
        ("学党章，读《党章》", "学《党章》，读《党章》"),
    ],
)
def test_what_can_only_be_meant_one_way_is_corrected(markdown: str, fixed: str) -> None:
    assert edited(markdown, mechanical(markdown)) == fixed or corrected(markdown) == fixed


def test_a_slip_in_a_field_has_its_field_and_no_edit() -> None:
    method = Method(problem="工地,收工晚", steps=("先问",))
    found = proofread("正文。", title="夜校 办在收工后", summary="工地,收工晚", method=method)
    assert [(one.at.line, one.at.column, one.edit) for one in found] == [
        (4, 10, None),
        (1, 1, None),
    ]


def test_a_text_past_the_limits_is_not_proofread() -> None:
    assert proofread("工地,收工\n" * 40_000) == []


def test_a_countdown_is_meant_so() -> None:
    assert codes("## 3. 甲\n\n三。\n\n## 2. 乙\n\n二。\n\n## 1. 丙\n\n一。") == set()


def test_a_section_may_go_on_counting() -> None:
    text = "## 一、甲\n\n### （一）先\n\n一。\n\n## 二、乙\n\n### （二）后\n\n二。"
    assert codes(text) == set()


def test_headings_in_a_quotation_have_no_order() -> None:
    assert codes("> #### 三、甲\n>\n> 一。") == set()


@pytest.mark.parametrize(
    "unit",
    [
        *('"', "(", "（", "《", "“", " 甲", "甲 ", "，", "。", "甲,", "甲.", "甲(乙", "约1", "近1"),
        *(
            "- 甲 - ",
            "[^",
            "](<",
            '](a "',
            "**一、",
            "**一、甲**\n\n",
            "## 一、甲\n\n",
            "１",
            "帐号",
        ),
        *("甲...", "2025.6.30", "五、六十人", "1-2年", "“帐号", "`a` ", "第一条 甲"),
    ],
)
def test_nothing_repeated_takes_long(unit: str) -> None:
    markdown = unit * (190_000 // len(unit))
    made = body("甲", "a.md", 1, PHRASES)
    start = time.process_time()
    list(PROOFREADER.findings(make_case(markdown=markdown), Places("a.md", {}), made))
    assert time.process_time() - start < SECONDS
