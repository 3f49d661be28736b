"""Real Word files: nothing of them is lost, and pairs say what their Markdown says."""

import re
import tarfile
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from casebook.intake.word.package import Package, UnfitError
from casebook.intake.word.reading import is_placeholder
from casebook.source.front_matter import read_record
from intake.word_files import draft, front_and_body, rendered
from shared import members, real

ARCHIVE = "docx.tar.gz"
ALIKE = ("会议纪要", "工作总结", "工作计划", "数据库设计说明书", "概要设计说明书", "测试说明书",
         "需求说明书", "安装部署说明书")  # fmt: skip
# Whoever made these Word files left columns of tables and languages of code out.
UNLIKE = ("详细设计说明书", "软件使用说明书")
# Quotation marks and spaces at the will of whoever converted the pair; a code block, which
# offices do not write; and what a list is marked with.
_LOOSE = re.compile(r"[\s`*#|\\<>-]+|^\d+[.)]", re.MULTILINE)


def letters(text: str) -> str:
    return _LOOSE.sub("", text)


def headings(text: str) -> list[str]:
    return [letters(line) for line in text.split("\n") if re.match(r"#{2,6} ", line)]


def test_every_run_of_every_file_is_in_the_case_or_in_the_report(settings: Path) -> None:
    runs = 0
    for name, data in members(ARCHIVE):
        try:
            one = draft(settings, data, name)
        except UnfitError:
            continue
        record, findings = read_record(one.text.encode(), name)
        assert record is not None
        assert not findings
        package = Package(name, data)
        front, text = front_and_body(one)
        seen = "".join((front, rendered(text), *(note.value for note in one.notes)))
        seen = "".join(seen.split())
        for run in package.xml(package.document).iter(qn("w:t")):
            words = "".join((run.text or "").replace("\u00ad", "").split())
            is_asked = any(map(is_placeholder, run.iterancestors(qn("w:sdt"))))
            assert words in seen or is_asked, name
            runs += 1
    assert runs > 2500


@pytest.mark.parametrize("name", [*ALIKE, *UNLIKE])
def test_a_pair_says_what_its_markdown_says(settings: Path, name: str, tmp_path: Path) -> None:
    with tarfile.open(real(ARCHIVE)) as archive:
        archive.extractall(tmp_path, filter="data")
    data = (tmp_path / f"pairs/{name}.docx").read_bytes()
    wanted = (tmp_path / f"pairs/{name}.md").read_text(encoding="utf-8")
    front, text = front_and_body(draft(settings, data))
    title = re.match(r"# (.*)\n", wanted)
    if title is not None:
        assert f"title: {title[1]}" in front.replace('"', "")
        wanted = wanted[title.end() :]
    assert name in UNLIKE or letters(text) == letters(wanted)
    assert "```" in wanted or headings(text) == headings(wanted)
