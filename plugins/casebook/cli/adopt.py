"""`casebook adopt`: a foreign collection of Markdown becomes submissions."""

from dataclasses import replace
from pathlib import Path

import click

from casebook.cli.common import CLEAN, FOUND, refuse, words
from casebook.cli.loading import find_writable_root
from casebook.cli.new import shelf_of
from casebook.cli.progress import Progress
from casebook.findings.report import text_report
from casebook.intake.adopt import adopt
from casebook.intake.fields import ForeignMap
from casebook.intake.mapping import read_mapping
from casebook.intake.report import json_report, text_summary


@click.command("adopt")
@click.argument("folder", metavar="DIR")
@click.option("--map", "mapping", required=True, metavar="FILE", help="对照文件。")
@click.option("--column", metavar="NAME", help="作为这个专栏的文章采纳，不作案例。")
@click.option("--into", metavar="ROOT", help="采纳到哪个案例库，默认从当前位置向上查找。")
@click.option("--dry-run", is_flag=True, help="只出报告，不写入。")
@click.option("--report", "report_file", metavar="FILE", help="把全部明细写成 JSON 文件。")
@click.pass_context
def adopt_command(  # noqa: PLR0913, PLR0917 (one parameter an option)
    context: click.Context,
    folder: str,
    mapping: str,
    column: str | None,
    into: str | None,
    report_file: str | None,
    *,
    dry_run: bool,
) -> None:
    """按对照文件把 DIR 里的外来文稿转成投稿。

    再次运行不会重复采纳，也不会改动已经在库的案例。
    对照文件的写法见程序文件夹里的 docs/adopt/README.md。
    """
    root = find_writable_root(into)
    rules = _mapping(Path(mapping), column or "")
    if column is not None:
        rules = replace(rules, shelf=shelf_of(root, column))
    if not Path(folder).is_dir():
        refuse("adopt_no_folder", path=folder)
    with Progress(words()) as progress:
        report = adopt(Path(folder), root, rules, progress, dry_run=dry_run)
    click.echo(text_summary(report, words()), nl=False)
    if report_file is not None:
        Path(report_file).write_text(json_report(report, words()), encoding="utf-8")
        click.echo(words().phrase("adopt_reported", path=report_file))
    context.exit(CLEAN if report.fits else FOUND)


def _mapping(path: Path, column: str) -> ForeignMap:
    """The mapping, or its findings on standard error and an end."""
    try:
        data = path.read_bytes()
    except OSError:
        refuse("adopt_no_mapping", path=path)
    rules, findings = read_mapping(data, str(path), column)
    if rules is None:
        click.echo(text_report(findings, words()), err=True, nl=False)
        refuse("adopt_broken_mapping", count=len(findings))
    return rules
