"""No file of the largest size allowed makes the reader hang, whatever stands in it.

The ceiling is far above what any of them takes, so that a busy machine is no failure; reading
that grows with the square of the size would take minutes.
"""

import time
from collections.abc import Callable

import pytest

from casebook.findings.report import text_report
from casebook.source.catalogue import read_catalogue
from shared import through

MEGABYTE = (1 << 20) - 200
FRONT = 60_000
BODY = 199_000
MOST_SECONDS = 10.0
UNITS = [
    *("：", "- ", "[", "{", "? ", "a: ", "a：", "a: x\n\n", "a: |\n", "\n", "\t", " ", '"', "&a "),
    *("\u200b", "\x00", "---\n", "-", "中", "> ", "`", "*a", "<a ", "![", "](", "[^a]", "<!--"),
    *("[a]: b\n", "http://a ", "\\", "~a", "|-", "\r", "# a\n", "|a", "1. ", "$$"),
]
SHAPES: dict[str, Callable[[str], bytes]] = {
    "no fence": lambda unit: filled(unit, MEGABYTE),
    "open fence": lambda unit: b"---\n" + filled(unit, MEGABYTE),
    "front matter past its limit": lambda unit: b"---\n" + filled(unit, MEGABYTE) + b"\n---\nx\n",
    "front matter": lambda unit: b"---\n" + filled(unit, FRONT) + b"\n---\nx\n",
    "body past its limit": lambda unit: b"---\ntitle: a\n---\n" + filled(unit, MEGABYTE),
    "body": lambda unit: b"---\ntitle: a\n---\n" + filled(unit, BODY),
}
ODD = {
    "six thousand unknown fields": "".join(f"titl{number}: x\n" for number in range(5000)),
    "one long key": "a" * FRONT + ": x",
    "an empty list of lists": "a: [" + "[],\n" * 14_000 + "]",
    "quotes over two lines": 'a: "\n"\n' * 7000,
    "empty blocks": "".join(f"a{number}: |\n \n" for number in range(5000)),
    "blocks before blank lines": "a: |\n" * 3000 + "\n" * 30_000,
    "a list of authors": "authors:\n" + "- a\n" * 14_000,
}


def filled(unit: str, size: int) -> bytes:
    data = unit.encode()
    return (data * (size // len(data))).decode().encode()


def seconds(data: bytes) -> float:
    start = time.process_time()
    _, findings = through(data)
    text_report(findings, read_catalogue())
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_one_thing_again_and_again(shape: str) -> None:
    made = {unit: seconds(SHAPES[shape](unit)) for unit in UNITS}
    slow = {unit: took for unit, took in made.items() if took > MOST_SECONDS}
    assert not slow


def test_a_long_rule_that_is_none() -> None:
    assert seconds(b"---\ntitle: a\n---\n|" + b"-" * (BODY - 9) + b"x\n") < MOST_SECONDS


@pytest.mark.parametrize("name", ODD)
def test_odd_front_matter(name: str) -> None:
    assert seconds(f"---\n{ODD[name]}\n---\n正文\n".encode()) < MOST_SECONDS
