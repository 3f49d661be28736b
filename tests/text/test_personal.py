"""Numbers of persons are found however they are written, and other numbers are let be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.text.personal import has_luhn_digit, is_resident_id, personal_numbers

WEIGHTS = [2 ** (17 - place) % 11 for place in range(17)]


def kinds(text: str) -> list[str]:
    return [one.kind for one in personal_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "13800000000",
        "电话：13800000000。",
        "+8613800000000",
        "86-13800000000",
        "138 0000 0000",
        "138-0000-0000",
        "１３８００００００００",
        "微信13800000000同号",
    ],
)
def test_a_mobile_phone(text: str) -> None:
    assert kinds(text) == ["mobile"]


@pytest.mark.parametrize(
    "text",
    [
        "0571-12345678",
        "0571-13800000000",
        "12345",
        "400-810-8888",
        "13800000000元",
        "13800000000 万元",
        "12800000000",
        "138000000001",
        "20250613800000000",
        "GB13800000000",
        "3500 3600 3700 3800 3900 4000",
        "110105194912310021",
        "110105194913310025",
    ],
)
def test_another_number(text: str) -> None:
    assert kinds(text) == []


def test_a_resident_id_is_no_card() -> None:
    assert kinds("11010519491231002x，110105 19491231 002X") == ["resident", "resident"]


def test_a_card_in_groups_of_four() -> None:
    assert kinds("6222 0000 0000 0000 004；4111111111111111") == ["card", "card"]


@given(
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
)
def test_the_check_digit_is_that_of_the_standard(place: int, day: date, number: int) -> None:
    body = f"{place}{day:%Y%m%d}{number:03}"
    right = [one for one in "0123456789X" if is_resident_id(body + one)]
    # ISO/IEC 7064, MOD 11-2: with the check digit the weighted sum is 1.
    total = sum(int(one) * weight for one, weight in zip(body, WEIGHTS, strict=True))
    assert right == ["0123456789X"[(1 - total) % 11]]
    assert kinds(f"号码{body}{right[0]}。") == ["resident"]


@given(st.integers(10**14, 10**17))
def test_one_check_digit_makes_a_card(number: int) -> None:
    assert sum(has_luhn_digit(f"{number}{digit}") for digit in range(10)) == 1
