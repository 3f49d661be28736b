"""The documents say what the program does: references are made of it, links lead somewhere."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import pytest

from casebook.cli.main import casebook
from casebook.findings import CODES, Catalogue
from casebook.model import fields, shapes
from casebook.model.settings_files import SETTINGS_FILES, TAXONOMIES, path_of, subject_of
from conftest import Golden

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
READMES = ("README.md", "README.en.md")
DOCUMENTS = sorted(
    [
        *(ROOT / name for name in (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / "changelog.d").glob("*.md"),
        *DOCS.rglob("*.md"),
    ]
)
_LINK = re.compile(r'(?<!\\)\]\(([^)\s]+)\)|<img src="([^"]+)"')
_MARKUP = re.compile(r"([\\|*_`<>\[\]~#])")
MADE = "<!-- 由程序生成：pytest tests/test_docs.py --update-golden -->"
CLASSES = {
    "CB0": "读取",
    "CB1": "字段",
    "CB2": "正文",
    "CB3": "引用",
    "CB4": "状态",
    "CB5": "发布",
    "CB6": "用语",
    "CB7": "改动",
    "CB8": "格式",
}
# Parameters that hold a word of the program, said by a phrase `<slot>_<word>`.
WORDED = ("hint", "problem", "detail", "missing", "wanted")
# Begins like one of them and is a sentence of the command line.
_NOT_WORDED = frozenset(("missing_argument",))


def cell(text: str) -> str:
    r"""A text as Markdown shows it letter by letter in a table."""
    return _MARKUP.sub(r"\\\1", text)


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def findings_reference(catalogue: Catalogue) -> str:
    return "\n".join(_findings(catalogue)) + "\n"


def _findings(catalogue: Catalogue) -> Iterator[str]:
    about = (
        "“必须改”的案例不进入网站；“请核对”和“建议”不影响发布。花括号里的名字由程序填入，"
        f"其中 {'、'.join(f'{{{name}}}' for name in WORDED)} 的各种说法列在文末。"
        "每条意见的原因见 `casebook explain 代码`，英文见 `casebook --lang en explain 代码`。"
    )
    yield from (MADE, "", "# 检查意见", "", about)
    for start, name in CLASSES.items():
        yield from ("", f"## {start}xx {name}", "")
        yield from table(
            ("代码", "程度", "意见", "改法"),
            (
                (
                    code,
                    catalogue.severity(severity),
                    cell(catalogue.findings[code]["message"]),
                    cell(catalogue.findings[code]["remedy"]),
                )
                for code, severity in CODES.items()
                if code.startswith(start)
            ),
        )
    yield from ("", "## 填入的说法", "")
    yield from table(
        ("位置", "说法"),
        (
            (f"{{{name}}}", cell(phrase))
            for name in WORDED
            for key, phrase in catalogue.phrases.items()
            if key.startswith(f"{name}_") and key not in _NOT_WORDED
        ),
    )


def fields_reference(catalogue: Catalogue) -> str:
    return "\n".join(_fields(catalogue)) + "\n"


def _fields(catalogue: Catalogue) -> Iterator[str]:
    about = (
        "日期写成 2025-06-30；代号只用小写字母、数字和短横；列表只有一项时可以直接写这一项。"
        "超过字数上限只提醒，不算错误。“读者”一栏为“仅内部”的字段，公开版里没有。"
    )
    yield from (MADE, "", "# 字段", "", about)
    yield from ("", "## 案例", "", "写在 `cases/<年份>/<编号>/index.md` 的信息栏。", "")
    head = ("字段", "名称", "写法", "必填")
    yield from table((*head, "读者", "说明"), _case_rows(catalogue))
    for name, entries in SETTINGS_FILES.items():
        title = catalogue.phrase(f"settings_{subject_of(name)}")
        which = f"（{'、'.join(TAXONOMIES)}）" if name == "taxonomies/" else ""
        yield from ("", f"## {title}", "", f"写在 `{path_of(name)}`{which}。", "")
        yield from table(head, (_row(full, field, catalogue) for full, field in every(entries)))


def _case_rows(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    for full, field in every(fields.CASE):
        # What is part of an internal group is internal with it.
        audience = fields.CASE[full.partition(".")[0]].audience
        help_text = catalogue.fields.get(full, {}).get("help", "")
        yield (*_row(full, field, catalogue), catalogue.phrase(f"audience_{audience}"), help_text)


def _row(full: str, field: shapes.Field, catalogue: Catalogue) -> tuple[str, ...]:
    required = catalogue.phrase("required") if field.required else ""
    return f"`{full}`", catalogue.label(full), said(field.shape), required


def every(entries: fields.Fields, prefix: str = "") -> Iterator[tuple[str, shapes.Field]]:
    """Every field of a table, and of the groups in it, by its full name."""
    for name, field in entries.items():
        yield prefix + name, field
        inner = field.shape.of if isinstance(field.shape, shapes.Many) else field.shape
        if isinstance(inner, shapes.Group):
            yield from every(inner.fields, f"{prefix}{name}.")


def said(shape: shapes.Shape) -> str:
    """How a value of this shape is written."""
    if isinstance(shape, shapes.Many):
        return f"列表，至多 {shape.most} 项：{said(shape.of)}"
    return SHAPES[type(shape)](shape)


def _words(of: type[StrEnum]) -> str:
    return "、".join(f"`{word}`" for word in of)


SHAPES: Mapping[type, Callable[[Any], str]] = {
    shapes.Text: lambda shape: f"一行文字，至多 {shape.most} 字",
    shapes.Prose: lambda shape: f"文字，至多 {shape.most} 字",
    shapes.Day: lambda _: "日期",
    shapes.Number: lambda _: "数字",
    shapes.Count: lambda shape: f"{shape.least} 到 {shape.most} 的整数",
    shapes.Flag: lambda _: "`true`、`false`",
    shapes.Choice: lambda shape: _words(shape.of),
    shapes.Reference: lambda shape: f"{shape.to} 的代号",
    shapes.Slug: lambda _: "代号",
    shapes.FileName: lambda _: "文件名",
    shapes.Address: lambda shape: "网址或 mailto: 地址" if shape.mail else "网址",
    shapes.Group: lambda _: "分项",
}


def commands(
    command: click.Command = casebook, name: str = "casebook"
) -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it; a group that only holds others is left out."""
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from commands(inner, f"{name} {word}")
    else:
        yield name, command


def chapters(document: str) -> Mapping[str, str]:
    """The parts of a document by their headings of level 2; what stands before them by ''."""
    first, *rest = re.split(r"^## ", document, flags=re.MULTILINE)
    return {"": first} | {part.partition("\n")[0].strip(): part for part in rest}


def test_findings_reference(golden: Golden, catalogue: Catalogue) -> None:
    golden(DOCS / "findings.md", findings_reference(catalogue))


def test_fields_reference(golden: Golden, catalogue: Catalogue) -> None:
    golden(DOCS / "fields.md", fields_reference(catalogue))


def test_every_class_of_findings_is_named() -> None:
    assert {code[:3] for code in CODES} == CLASSES.keys()


def test_commands_have_their_chapters() -> None:
    document = chapters((DOCS / "commands.md").read_text(encoding="utf-8"))
    assert list(document)[1:] == [name for name, _ in commands()]


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_option_is_documented(name: str, command: click.Command) -> None:
    chapter = chapters((DOCS / "commands.md").read_text(encoding="utf-8"))[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(f"`{word}" in chapter for word in parameter.opts), parameter.opts
            choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
            assert all(str(word) in chapter for word in choices)
        else:
            assert parameter.make_metavar(click.Context(command)) in chapter.replace("\\", "")


def test_options_of_the_program_are_documented() -> None:
    start = chapters((DOCS / "commands.md").read_text(encoding="utf-8"))[""]
    for parameter in casebook.params:
        assert all(f"`{word}" in start for word in parameter.opts)


def test_documented_options_exist() -> None:
    document = chapters((DOCS / "commands.md").read_text(encoding="utf-8"))
    for name, command in commands():
        known = {
            word
            for parameter in command.params
            for word in (*parameter.opts, *parameter.secondary_opts)
        }
        assert set(re.findall(r"`(--[a-z-]+)", document[name])) <= known


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_every_command(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert all(f"`{name}" in text for name, _ in commands())


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_targets_that_exist(readme: str) -> None:
    targets = re.findall(r"^make (\w+)", (ROOT / readme).read_text(encoding="utf-8"), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == ["site", "test"]
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def targets(document: Path) -> Iterator[Path]:
    """Where the links of a document lead in this repository."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in (first or second for first, second in _LINK.findall(text)):
        if "://" not in target and not target.startswith("#"):
            yield (document.parent / target.partition("#")[0]).resolve()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    assert not [target for target in targets(document) if not target.exists()]


def test_every_document_is_linked() -> None:
    linked = {target for document in DOCUMENTS for target in targets(document)}
    assert not set(DOCS.rglob("*.md")) - linked


@pytest.mark.parametrize("name", READMES)
def test_readme_leads_to_the_guides(name: str) -> None:
    guides = ("architecture", "decisions", "commands", "findings", "fields")
    assert {DOCS / f"{guide}.md" for guide in guides} <= set(targets(ROOT / name))
