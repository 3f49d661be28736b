"""Whatever bytes come in, a record or a finding comes out, and never a traceback."""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from casebook.source.files import inspect
from casebook.source.front_matter import read_record, read_settings
from shared import INDEX, LIBRARY, ROOT, has_error, through

INPUTS = 10_000
# What means something to one of the readers on the way.
SPICE = [
    *"\x00\x07\t\n\r #&*!|>%@`'\"[]{}:-?,~<()\\/$^=+_：，　“”￥９\u200b\u202e\u2028\ufeff\ue000",
    *("---\n", "...\n", ": ", "- ", ": |\n", "\n\n", "\n  ", "[^1]", "```\n", "![", "](", "&#0;"),
    *("title", "null", "aux.csv", "../", "javascript:", "<b>", "| - |\n", "2025-02-30", "1e9"),
]
SEEDS = [
    path.read_bytes()
    for folder in (LIBRARY / "cases", ROOT / "cases")
    for path in sorted(folder.rglob("index.md"))
]


def mutated(seeds: list[bytes], count: int) -> Iterator[bytes]:
    """The same inputs in every run: cut, doubled, spiced, and at times with bytes flipped."""
    rng = random.Random(20260701)  # noqa: S311 (not for secrets)
    for _ in range(count):
        text = rng.choice(seeds).decode("utf-8", "replace")
        # Most slips matter in the front matter, so that is hit more often.
        reach = len(text) if rng.random() < 0.5 else min(len(text), 500)
        for _ in range(rng.randint(1, 4)):
            text = mutate(text, rng.randrange(reach), rng)
        data = bytearray(text.encode())
        if rng.random() < 0.2:
            data[rng.randrange(len(data))] = rng.randrange(256)
        yield bytes(data)


def mutate(text: str, at: int, rng: random.Random) -> str:
    match rng.randrange(4):
        case 0:
            return text[:at] + text[at + rng.randint(1, 30) :]
        case 1:
            return text[:at] + text[at : at + rng.randint(1, 80)] + text[at:]
        case _:
            spice: str = rng.choice(SPICE) * rng.choice((1, 1, 1, 2, 30))
            return text[:at] + spice + text[at:]


def test_ten_thousand_mutated_cases() -> None:
    records = 0
    for data in mutated(SEEDS, INPUTS):
        record, findings = through(data)
        assert record is not None or has_error(findings), data
        records += record is not None
    # Neither do the slips spare everything, nor do they break everything.
    assert INPUTS * 0.2 < records < INPUTS * 0.8


def test_mutated_settings() -> None:
    seeds = [path.read_bytes() for path in sorted((LIBRARY / "site_config").rglob("*.yml"))]
    for data in mutated(seeds, 3000):
        record, findings = read_settings(data, "site_config/a.yml")
        assert record is not None or has_error(findings), data


def photograph() -> bytes:
    """A small JPEG with as much EXIF as a camera writes."""
    exif = Image.Exif()
    exif.update({0x0112: 6, 0x010F: "camera", 0x011A: 72.0, 0x0132: "2025:04:12 09:00:00"})
    exif.get_ifd(0x8769).update({0x829A: 0.01, 0x927C: bytes(40), 0x9003: "2025:04:12"})
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), (1, 2, 3)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_mutated_pictures(tmp_path: Path) -> None:
    seeds = [next(LIBRARY.rglob("*.png")).read_bytes(), photograph()]
    rng = random.Random(20260701)  # noqa: S311 (not for secrets)
    path = tmp_path / "picture"
    for _ in range(4000):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(min(len(data), 400))] = rng.randrange(256)
        path.write_bytes(data[: rng.choice((len(data), rng.randrange(len(data))))])
        file = inspect(path, "picture.png")
        assert file.kind in {"png", "jpeg", "damaged", "large", "unknown", "text"}
        assert (file.kind in {"png", "jpeg"}) is (file.width > 0)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    for whole in (data, b"---\n" + data, b"---\n" + data + b"\n---\n" + data):
        record, findings = through(whole)
        assert record is not None or has_error(findings)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for whole in (b"---\n" + data + b"\n---\n", b"---\ntitle: " + data + b"\n---\n" + data):
        record, findings = through(whole)
        assert record is not None or has_error(findings)


# Whatever can be seen; the replacement character stands for what could not be read.
SEEN = st.characters(
    blacklist_categories=["Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"], blacklist_characters="\ufffd"
)
VALUE = st.text(SEEN, max_size=60)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), VALUE, max_size=6))
def test_what_is_quoted_comes_back_as_it_was(values: dict[str, str]) -> None:
    lines = [f"{key}: '{value.replace(chr(39), chr(39) * 2)}'" for key, value in values.items()]
    data = "\n".join(["---", *lines, "---", "正文"]).encode()
    record, findings = read_record(data, INDEX)
    assert not findings
    assert record is not None
    read = {key: getattr(entry.value, "text", None) for key, entry in record.values.entries.items()}
    assert read == values


@pytest.mark.parametrize("cut", range(0, 900, 7))
def test_a_file_cut_short(cut: int) -> None:
    record, findings = through(SEEDS[0][:cut])
    assert record is not None or has_error(findings)
