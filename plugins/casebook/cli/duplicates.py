"""`casebook duplicates`: submissions that share passages."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from casebook.cli.common import CLEAN, FOUND, refuse, root_option, words
from casebook.cli.loading import find_writable_root
from casebook.findings import Finding
from casebook.source.decode import decode
from casebook.source.tree import read_cases
from casebook.text.duplicates import Duplicate, Passage, Text, duplicates

_INDEX = "index.md"
_PERCENT = 100


@click.command("duplicates")
@click.argument("path", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@root_option
@click.pass_context
def duplicates_command(
    context: click.Context, path: str | None, form: str, root: str | None
) -> None:
    """查找文字大段相同的投稿，列出相同的段落所在的行。给出 PATH 时，只查这一篇与库中各篇。

    包括尚未公开的投稿，结果供编辑核对，不作结论。
    """
    folder = find_writable_root(root)
    texts = list(_texts(folder))
    only = None if path is None else _place(Path(path), folder, texts)
    found = list(duplicates(texts, only))
    if form == "json":
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(line for one in found for line in _lines(one)) or _none(len(texts)))
    context.exit(FOUND if found else CLEAN)


def _texts(root: Path) -> Iterator[Text]:
    """The text of every submission; what cannot be read is told of, since it is not compared."""
    for item in read_cases(root):
        if isinstance(item, Finding):
            click.echo(words().phrase("duplicates_left_out", path=item.at.path), err=True)
        elif item.record is None:
            click.echo(words().phrase("duplicates_left_out", path=item.path), err=True)
        else:
            yield Text(item.record.path, item.record.body_line, item.record.body)


def _place(path: Path, root: Path, texts: list[Text]) -> int:
    """The place of a submission among the texts; one from elsewhere is put at their end."""
    file = path / _INDEX if path.is_dir() else path
    for number, one in enumerate(texts):
        if (root / one.path).resolve() == file.resolve():
            return number
    if not file.is_file():
        refuse("duplicates_no_file", path=path)
    text, _ = decode(file.read_bytes(), str(path))
    if text is None:
        refuse("duplicates_no_text", path=path)
    texts.append(Text(str(path), 1, text))
    return len(texts) - 1


def _none(count: int) -> str:
    return words().phrase("duplicates_none", count=count)


def _plain(found: Duplicate) -> dict[str, object]:
    return {
        "one": found.one.path,
        "other": found.other.path,
        "share": round(found.share, 3),
        "passages": [asdict(one) for one in found.passages],
    }


def _lines(found: Duplicate) -> Iterator[str]:
    phrase = words().phrase
    percent = round(found.share * _PERCENT)
    yield phrase("duplicates_pair", one=found.one.path, other=found.other.path, percent=percent)
    for passage in found.passages:
        yield phrase(
            "duplicates_passage",
            one=_span(passage.one),
            other=_span(passage.other),
            count=passage.letters,
            begin=_beginning(found.one, passage),
        )


def _span(lines: tuple[int, int]) -> str:
    first, last = lines
    return str(first) if first == last else f"{first}–{last}"


def _beginning(text: Text, passage: Passage) -> str:
    """The beginning of the line where a passage begins, without what a terminal would obey."""
    line = text.text.split("\n")[passage.one[0] - text.line]
    return "".join(one for one in line if one.isprintable())[:24]
