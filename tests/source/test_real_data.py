"""Front matter that really was committed broken, strings and bytes that were meant to break."""

import json
import re
from collections import Counter
from pathlib import Path

from casebook.record import RawRecord
from casebook.source.front_matter import read_record
from conftest import Golden
from shared import INDEX, ROOT, codes, has_error, members, real, through

DIRTY = "dirty-frontmatter.tar.gz"
RESULTS = ROOT / "docs" / "reader-results.md"
HEAD = """# What the reader makes of real, broken front matter

442 files of GSA/digitalgov.gov (CC0) that were committed broken, each read as a submission.
Written by `pytest tests/source/test_real_data.py --update-golden`; a test compares.
Every file gives a record or an error, and no key of a record is lost without a finding.

"""


def fence_lines(data: bytes) -> list[str]:
    """The lines between the fences, as an editor shows them."""
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    end = next(index for index, line in enumerate(lines) if index and re.fullmatch(r"---\s*", line))
    return lines[1:end]


def written_keys(data: bytes) -> list[str]:
    """The keys at the left margin, found without any YAML."""
    found = (re.match(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)", line) for line in fence_lines(data))
    return [match[1] for match in found if match]


def test_no_dirty_file_loses_a_key_in_silence(golden: Golden) -> None:
    rows: list[tuple[str, str, str]] = []
    for name, data in members(DIRTY):
        _, folder, file = name.split("/")
        record, findings = read_record(data, INDEX)
        assert record is not None or has_error(findings), name
        if record is not None:
            keys = written_keys(data)
            assert set(keys) == set(record.values.entries), name
            assert len(keys) == len(set(keys)) or "CB005" in codes(findings), name
        rows.append((folder, file[:10], outcome(record, codes(findings))))
    assert len(rows) == 442
    golden(RESULTS, HEAD + overview(rows) + "\n## File by file\n\n" + table(rows))


def outcome(record: RawRecord | None, found: list[str]) -> str:
    fields = f"record with {len(record.values.entries)} fields" if record else "no record"
    return f"{fields}; {' '.join(found)}" if found else fields


def overview(rows: list[tuple[str, str, str]]) -> str:
    kinds = Counter((folder, re.sub(r" with \d+ fields", "", said)) for folder, _, said in rows)
    lines = [f"| {folder} | {said} | {count} |" for (folder, said), count in sorted(kinds.items())]
    return "\n".join(["| folder | outcome | files |", "|---|---|---:|", *lines]) + "\n"


def table(rows: list[tuple[str, str, str]]) -> str:
    lines = [f"| {folder} | {file} | {said} |" for folder, file, said in sorted(rows)]
    return "\n".join(["| folder | file | outcome |", "|---|---|---|", *lines]) + "\n"


def test_naughty_strings_as_title_and_summary() -> None:
    strings = json.loads(real("adversarial/naughty-strings.json").read_text("utf-8"))
    assert len(strings) > 250
    for string in strings:
        for written in (string, json.dumps(string, ensure_ascii=False)):
            text = f"---\ntitle: {written}\nsummary: {written}\n---\n{string}\n"
            data = text.encode("utf-8", "surrogatepass")
            record, findings = through(data)
            assert record is not None or has_error(findings), string


def test_a_quoted_naughty_string_arrives_whole_or_is_told() -> None:
    strings = json.loads(real("adversarial/naughty-strings.json").read_text("utf-8"))
    whole = 0
    for string in strings:
        text = "---\ntitle: '" + string.replace("'", "''") + "'\n---\n正文\n"
        record, findings = read_record(text.encode("utf-8", "surrogatepass"), INDEX)
        if has_error(findings):
            continue
        assert record is not None
        assert getattr(record.values.entries["title"].value, "text", None) == string
        whole += 1
    assert whole > 230


def test_trojan_source_is_seen() -> None:
    seen = 0
    for name, data in members("adversarial/trojan-source.tar.gz"):
        if Path(name).suffix in {".html", ".md", ""} or "homoglyph" in name:
            continue
        _, findings = through(b"---\ntitle: a\n---\n" + data)
        assert "CB024" in codes(findings), name
        seen += 1
    assert seen == 10
