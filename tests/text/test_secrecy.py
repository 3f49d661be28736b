"""Marks of secrecy are found however they are set, and words about secrets are let be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.text.secrecy import secrecy_marks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("机密★10年", "state"),
        ("秘密★长期", "state"),
        ("機密★10年", "state"),
        ("祕　密★長期", "state"),
        ("绝密　★　启用前", "state"),
        ("密级：**秘密**★", "state"),
        ("秘密☆6个月", "state"),
        ("机　密★5年", "state"),
        ("内部资料　注意保存", "internal"),
        ("内部文件，请妥善保管", "internal"),
        ("（内部材料·注意保密）", "internal"),
        ("【内部资料】请勿外传", "internal"),
        ("内部文件（不得外传）", "internal"),
        ("內部資料　請注意保存", "internal"),
        ("內部資料，請勿外傳", "internal"),
    ],
)
def test_a_mark(text: str, kind: str) -> None:
    assert [one.kind for one in secrecy_marks(f"前面的话。{text}。后面的话。")] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "保守国家秘密，人人有责。",
        "文件分绝密、机密、秘密三级。",
        "五星★好评，服务到家。",
        "内部资料，免费交流",
        "内部资料由专人保管。",
        "内部资料外传的，按规定处理。",
        "窗口联系密切，群众满意★★★。",
    ],
)
def test_other_words(text: str) -> None:
    assert list(secrecy_marks(text)) == []


@pytest.mark.parametrize("text", ["内部资料", "机", "机密"])
def test_no_text_takes_the_square_of_its_time(text: str) -> None:
    for one in (" ", "*", f"{text} "):
        assert list(secrecy_marks(text + one * 200_000)) == []


@given(st.text(st.sampled_from("绝机秘密★ *内部资料注意保存请勿外传，前"), max_size=40))
def test_a_mark_stands_where_it_is_said(text: str) -> None:
    for one in secrecy_marks(text):
        assert list(secrecy_marks(text[one.start : one.end])) == [
            (one.kind, 0, one.end - one.start)
        ]
