"""`casebook form`: the blank form of a call, for those who write in Word."""

from datetime import date
from pathlib import Path

import click

from casebook.cli.common import refuse, root_option, shown, today_option, words
from casebook.cli.loading import find_writable_root
from casebook.intake.word.blank import BlankForm
from casebook.model.ids import CallId
from casebook.parse import parse_settings
from casebook.source.catalogue import read_catalogue
from casebook.source.settings import read_all


@click.command("form")
@click.argument("call", metavar="CALL")
@click.option(
    "-o", "--output", metavar="FILE", help="写成哪个文件，默认为当前文件夹里的 申报表-代号.docx。"
)
@root_option
@today_option
def form_command(call: str, output: str | None, root: str | None, today: date) -> None:
    """生成征集 CALL 的空白申报表（Word 文件），发给投稿单位填写。

    填好后用 casebook import 收入，用 casebook receipt 批注。不覆盖已有的文件。
    """
    folder = find_writable_root(root)
    registers = parse_settings(read_all(folder))[0]
    asked = registers.calls.get(CallId(call))
    if asked is None:
        refuse("form_no_call", name=call, known="、".join(registers.calls))
    target = Path(output or words().phrase("form_file", name=call))
    # The form is in Chinese, whatever language the user is spoken to in.
    written = BlankForm(asked, registers, read_catalogue()).written(today)
    put(target, written)
    click.echo(words().phrase("form_done", path=target))


def put(target: Path, data: bytes) -> None:
    """Write a new file, all of it or none; ends the command where there is one by that name."""
    try:
        stream = target.open("xb")
    except FileExistsError:
        refuse("word_exists", path=shown(target))
    try:
        with stream:
            stream.write(data)
    except BaseException:
        target.unlink()
        raise
