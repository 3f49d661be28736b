"""The leak scan finds internal values in any bytes, and never repeats them."""

import io
import zipfile
from pathlib import Path

from casebook.audience import gate
from casebook.model.case import Contact
from casebook.model.terms import Audience, State
from casebook.publish.leaks import LeakScan
from casebook.render.offline import script
from casebook.search.packing import json_file
from make import make_case, make_library

PHONE = "000-5550199"
HIDDEN = "这一段只写在还没有公开的案例里面，外面谁也不应当读到它。"


def scan_of(*cases: object) -> LeakScan:
    library = make_library(cases)  # type: ignore[arg-type]  # cases by construction
    return LeakScan(library, gate(library, Audience.PUBLIC), open_text="本办电话 000-5550100")


def test_a_contact_in_a_page_is_a_leak_that_does_not_repeat_the_value() -> None:
    scan = scan_of(make_case(contacts=(Contact(name="周某", phone=PHONE),)))
    (finding,) = scan.findings("index.html", f"电话 {PHONE}".encode())
    assert (finding.code, finding.at.path) == ("CB501", "index.html")
    assert PHONE not in str(finding)


def test_a_line_of_a_hidden_case_is_a_leak() -> None:
    scan = scan_of(make_case(state=State.REVIEWING, markdown=f"## 一、背景\n\n{HIDDEN}\n"))
    assert list(scan.findings("a.html", f"<p>{HIDDEN}</p>".encode()))


def test_a_line_that_a_public_case_holds_itself_is_none() -> None:
    scan = scan_of(
        make_case(markdown=HIDDEN), make_case("2025-0002", state=State.REVIEWING, markdown=HIDDEN)
    )
    assert not list(scan.findings("a.html", HIDDEN.encode()))


def test_what_is_packed_in_a_document_is_looked_at() -> None:
    scan = scan_of(make_case(remarks=("评审组认为材料还要补充两处",)))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>评审组认为材料还要补充两处</w:t>")
    assert list(scan.findings("form.docx", stream.getvalue()))


def test_a_record_of_the_search_index_is_read_in_its_own_code() -> None:
    remark = "评审组认为𠮷字门牌的材料还要补充"
    scan = scan_of(make_case(remarks=(remark,)))
    for code in ("utf-8", "gbk"):
        file = json_file("search/records/2025-0.bin", {"title": [f"乙，{remark}"]}, code=code)
        assert list(scan.findings(file.path, file.data)), code
        assert list(scan.findings("2025-0.js", script("records/2025-0", file.data))), code


def test_a_damaged_archive_is_no_reason_to_stop() -> None:
    scan = scan_of(make_case(remarks=("评审组认为材料还要补充两处",)))
    assert not list(scan.findings("form.docx", b"PK\x03\x04broken"))


def test_the_files_that_are_named_are_scanned(tmp_path: Path) -> None:
    scan = scan_of(make_case(contacts=(Contact(name="周某", phone=PHONE),)))
    for name in ("seen.html", "unseen.html"):
        (tmp_path / name).write_text(PHONE, encoding="utf-8")
    found = scan.file_findings(tmp_path, ["unseen.html"])
    assert [finding.at.path for finding in found] == ["unseen.html"]


def test_a_library_without_secrets_costs_nothing(tmp_path: Path) -> None:
    assert not list(scan_of(make_case()).file_findings(tmp_path, ["absent.html"]))


def test_the_spelling_of_html_is_known() -> None:
    scan = scan_of(make_case(remarks=("A&B 公司的材料 'x' 还要补充",)))
    assert list(scan.findings("a.html", "A&amp;B 公司的材料 &#x27;x&#x27; 还要补充".encode()))


def test_what_is_public_by_itself_is_no_secret() -> None:
    scan = scan_of(make_case(contacts=(Contact(name="值班", phone="000-5550100"),)))
    assert not list(scan.findings("a.html", b"000-5550100"))


def test_a_record_with_errors_is_known_to_the_scan() -> None:
    left_out = make_case(contacts=(Contact(name="周某", phone=PHONE),))
    scan = LeakScan(make_library([left_out]), make_library([]), open_text="")
    assert list(scan.findings("a.html", PHONE.encode()))
