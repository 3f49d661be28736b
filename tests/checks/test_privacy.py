"""Numbers of persons are told of wherever a text is open, and never said again."""

import pytest

from casebook.checks.language import Proofreader
from casebook.checks.privacy import privacy_findings
from casebook.findings import Finding
from casebook.findings.report import json_report, text_report
from casebook.model.body import NO_BODY
from casebook.model.case import Attachment, Contact
from casebook.record import Place, Places
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from make import make_case

MOBILE = "13800000000"


def test_a_number_in_every_open_place() -> None:
    case = make_case(
        title=f"问 {MOBILE}",
        summary=f"问 {MOBILE}",
        attachments=(Attachment(file="a.csv", title=MOBILE),),
        markdown=f"一。\n\n问 `{MOBILE}`。\n\n![电话{MOBILE}](a-{MOBILE}.png)",
        body_line=9,
    )
    places = Places(case.path, {"title": (2, 8), "summary": (3, 10), "attachments.0": (5, 5)})
    found = list(privacy_findings(case, NO_BODY, places))
    assert {one.code for one in found} == {"CB231"}
    assert [(one.at.line, one.at.column) for one in found] == [
        (2, 8), (3, 10), (1, 1), (11, 4), (13, 5),
    ]  # fmt: skip
    assert not any(one.params for one in found)
    assert found[0].at == Place(case.path, 2, 8)


def test_a_number_of_a_contact_stays_inside() -> None:
    case = make_case(contacts=(Contact(name="许某", phone=MOBILE),))
    assert not list(privacy_findings(case, NO_BODY, Places(case.path, {})))


def test_a_state_secret_stands_nowhere_and_internal_material_inside() -> None:
    case = make_case(remarks=("附件一，机密★10年", "附件二，内部资料，注意保存"))
    places = Places(case.path, {"remarks": (4, 1)})
    (found,) = privacy_findings(case, NO_BODY, places)
    assert (found.code, found.at) == ("CB233", places.at("remarks"))


@pytest.mark.parametrize("number", [MOBILE, "１３８００００００００", "11010519491231002X"])
def test_no_other_finding_says_the_number(number: str) -> None:
    """Not the whole, and not what an excerpt would hold of it."""
    words = read_catalogue()
    markdown = f"报名,拨{number},问许某."
    case = make_case(markdown=markdown)
    made = body(markdown, case.path, 1, words.phrases)
    found = list(Proofreader(()).findings(case, Places(case.path, {}), made))
    told = [Finding(code="CB107", at=Place("a.md"), params={"field": "unit", "value": number})]
    said = text_report(found + told, words) + json_report(found + told, words)
    assert len(found) >= 2
    assert "0000" not in said
    assert "０００" not in said
    assert "1949" not in said
    assert not any(number in one.edit.old for one in found if one.edit)
