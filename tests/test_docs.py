"""The documents say what the program does: references are made of it, links lead somewhere."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from casebook.cli.main import casebook
from casebook.findings import CODES, Catalogue
from casebook.source.catalogue import LANGUAGES, read_catalogue
from casebook.views.field_reference import field_tables
from casebook.views.help_view import FieldLine
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
    for start in sorted({code[:3] for code in CODES}):
        yield from ("", f"## {start}xx {catalogue.phrase(f'family_{start}')}", "")
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
    yield from (MADE, "", "# 字段", "", catalogue.phrase("help_fields_note"))
    head = ("字段", "名称", "写法", "必填", "读者", "说明")
    for table_of in field_tables(catalogue, {}, {}):
        # Who may read it, and a word of help, are said of a case's fields alone.
        width = len(head) if table_of.is_case else len(head) - 2
        place = catalogue.phrase("help_place", place=table_of.place)
        yield from ("", f"## {table_of.name}", "", cell(place), "")
        lines = (one for group in table_of.groups for one in (group.field, *group.parts))
        yield from table(head[:width], (_row(line, catalogue)[:width] for line in lines))


def _row(line: FieldLine, catalogue: Catalogue) -> tuple[str, ...]:
    required = catalogue.phrase("required") if line.required else ""
    return (f"`{line.name}`", line.label, line.writing, required, line.audience, line.help)


def commands(
    command: click.Command = casebook, name: str = "casebook"
) -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it; a group that only holds others is left out."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.commands or command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_of_findings_is_named(language: str) -> None:
    families = {f"family_{code[:3]}" for code in CODES}
    missing = families - read_catalogue(language).phrases.keys()
    assert not missing, f"name {sorted(missing)} in the phrases of plugins/casebook/locale"


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
