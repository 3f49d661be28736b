"""`casebook check`: every finding about the submissions, about some of them, or about a change."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

import click

from casebook import __version__
from casebook.cli.common import CLEAN, FOUND, find_root, root_option, today_option, words
from casebook.cli.fixing import fixed
from casebook.cli.survey import Survey, relative, survey
from casebook.findings import Catalogue, Finding, Severity, severity_of
from casebook.findings.hosts import github_report, gitlab_report, sarif_report
from casebook.findings.overview import overview
from casebook.findings.report import first_report, json_report, summary_line, text_report
from casebook.text.width import wrapped

_NARROWEST = 40
_FORMATS: Mapping[str, Callable[[tuple[Finding, ...], Catalogue], str]] = {
    "json": json_report,
    "github": github_report,
    "gitlab": gitlab_report,
    "sarif": partial(sarif_report, version=__version__),
}


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMATS]),
    default="text",
    help="报告格式：text 供人阅读，其余供程序和代码托管网站读取。",
)
@click.option("--base", metavar="REF", help="只看相对 git 版本 REF 的改动，并核对改动本身。")
@click.option("--fix", is_flag=True, help="先改好不涉及文意的小错，再列出其余问题。")
@root_option
@today_option
@click.pass_context
def check_command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    paths: tuple[str, ...],
    root: str | None,
    today: date,
    *,
    form: str,
    base: str | None,
    fix: bool,
) -> None:
    """检查投稿：列出全部问题、所在的行和改法。

    PATH 可以是案例文件夹或文件，不写则检查全部。
    """
    folder = find_root(root)
    look = partial(survey, folder, today, [relative(path, folder) for path in paths], base)
    seen = fixed(folder, look, err=form != "text") if fix else look()
    if form == "text":
        for line in _text(seen):
            click.echo(_fitted(line))
    else:
        click.echo(_FORMATS[form](seen.findings, words()), nl=False)
    errors = any(severity_of(one) is Severity.ERROR for one in seen.findings)
    context.exit(FOUND if errors else CLEAN)


def _text(seen: Survey) -> Iterator[str]:
    """The report for a person, line by line: what to do first, all of it, and the counts."""
    catalogue = words()
    if seen.edits:
        yield catalogue.phrase("report_fixable", count=len(seen.edits))
    yield from first_report(seen.findings, catalogue).splitlines()
    yield from text_report(seen.findings, catalogue).splitlines()
    yield from overview(seen.findings, seen.records, catalogue).splitlines()
    yield summary_line(seen.findings, len(seen.records), catalogue)
    if seen.accepted:
        yield catalogue.phrase("report_accepted", count=seen.accepted)
    if seen.rest:
        yield catalogue.phrase("report_rest", count=seen.rest)


def _fitted(line: str) -> str:
    """A line broken to the width of the terminal; whole where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return line
    columns = max(_NARROWEST, shutil.get_terminal_size().columns)
    return wrapped(line, columns, "    ")
