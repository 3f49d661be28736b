"""What of a form is for editors alone stays out of the text, whatever shape it has."""

from pathlib import Path

from intake.word_files import (
    ROWS,
    as_bytes,
    blank,
    draft,
    filled,
    front_and_body,
    text_file,
    with_body,
)


def test_internal_rows_stay_out_of_the_text(settings: Path) -> None:
    rows = {**ROWS, "推荐意见": "同意推荐。", "联系邮箱": "a@example.org"}
    front, text = front_and_body(
        draft(settings, as_bytes(filled(blank(settings, "general"), rows)))
    )
    assert '    phone: "13800000000"' in front
    # An opinion without a unit is one of the remarks.
    assert "remarks:\n  - 同意推荐。" in front
    assert not any(word in text for word in ("13800000000", "同意推荐", "a@example.org", "王某"))
    assert "audience" not in front


def in_cells(*cells: str) -> str:
    return "".join(f"<w:tc><w:p><w:r><w:t>{one}</w:t></w:r></w:p></w:tc>" for one in cells)


ROWS_OF_A_FORM = "".join(
    f"<w:tr>{in_cells(label, value)}</w:tr>"
    for label, value in (
        ("案例名称", "夜间窗口"),
        ("推荐单位意见", "不宜公开"),
        ("联系电话", "139"),
    )
)


def test_a_form_in_a_frame_is_read_as_a_form(settings: Path) -> None:
    form = f"<w:tbl>{ROWS_OF_A_FORM}</w:tbl><w:p/>"
    frame = f"<w:tbl><w:tr><w:tc>{form}</w:tc></w:tr></w:tbl>"
    for data in (with_body(form), with_body(frame), with_body(f"{frame}<w:p/>")):
        front, text = front_and_body(draft(settings, data))
        assert text.strip() == ""
        assert "title: 夜间窗口" in front
        assert "- 不宜公开" in front
        assert 'phone: "139"' in front


def test_a_row_by_itself_is_a_form(settings: Path) -> None:
    data = with_body(f"<w:tbl><w:tr>{in_cells('审批意见', '不宜公开')}</w:tr></w:tbl>")
    front, text = front_and_body(draft(settings, data))
    assert "不宜公开" in front
    assert text.strip() == ""


def test_whom_to_ask_stands_in_no_text(settings: Path) -> None:
    lines = ("一、背景", "原来难办。", "（联系人：王某）", "联系人：李某")
    one = draft(settings, as_bytes(text_file(*lines)))
    front, text = front_and_body(one)
    assert "  - name: 王某\n" in front
    assert "- 联系人：李某" in front
    assert "某" not in text
    assert [note.kind for note in one.notes] == ["again"]
