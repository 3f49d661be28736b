import pytest

from casebook.record import Place
from casebook.source.decode import MOST_BYTES, decode, line_and_column
from shared import codes, has_error


def test_plain_text_is_itself() -> None:
    assert decode("夜校\n第二行\n".encode(), "a.md") == ("夜校\n第二行\n", [])


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        ("\ufeff夜校".encode(), "夜校", ["CB010"]),
        (b"a\r\nb\rc\n", "a\nb\nc\n", ["CB011"]),
        ("\ufeffa\r\n".encode(), "a\n", ["CB010", "CB011"]),
        (b"a\x00b", "a\x00b", ["CB012"]),
        (b"", "", []),
        ("工作安排".encode("gb18030"), None, ["CB013"]),
        ("工作安排".encode("big5"), None, ["CB014"]),
        ("夜校".encode("utf-16"), None, ["CB014"]),
        (b"\xff\xd8\xff\xe0 a picture", None, ["CB014"]),
        ("夜校".encode()[:-1], None, ["CB014"]),
        ("\ud800".encode("utf-8", "surrogatepass"), None, ["CB014"]),
    ],
)
def test_bytes_are_text_or_told(data: bytes, text: str | None, found: list[str]) -> None:
    read, findings = decode(data, "a.md")
    assert read == text
    assert codes(findings) == found
    assert has_error(findings) is (text is None or "\x00" in text)


def test_the_first_wrong_byte_gives_the_line() -> None:
    _, findings = decode("ascii\nascii\n中文，不是\n".encode("gb18030"), "a.md")
    assert [(one.code, one.at) for one in findings] == [("CB013", Place("a.md", 3, 1))]


def test_chinese_in_gb18030_beside_much_ascii() -> None:
    _, findings = decode(b"title: x\n" * 200 + "说明".encode("gb18030"), "a.md")
    assert codes(findings) == ["CB013"]


def test_a_file_past_the_limit_is_not_decoded() -> None:
    text, findings = decode(b"a" * (MOST_BYTES + 1), "a.md")
    assert text is None
    assert [one.params for one in findings] == [{"size": "1025", "limit": "1024"}]
    assert decode(b"a" * MOST_BYTES, "a.md")[0] is not None


def test_hidden_characters_are_told_up_to_twenty() -> None:
    _, findings = decode(("夜\u200b校\n" * 50).encode(), "a.md")
    assert len(findings) == 20
    assert findings[1].at == Place("a.md", 2, 2)


def test_places_count_from_one() -> None:
    assert line_and_column("", 0) == (1, 1)
    assert line_and_column("甲\n乙丙", 3) == (2, 2)
