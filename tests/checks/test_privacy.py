"""Numbers of persons are told of wherever a text is open, and never said again."""

from casebook.checks.privacy import privacy_findings
from casebook.model.body import NO_BODY
from casebook.model.case import Attachment, Contact
from casebook.record import Place, Places
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
