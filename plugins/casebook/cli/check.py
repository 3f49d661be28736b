"""`casebook check`: every finding about the submissions, or about some of them."""

import posixpath
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    load,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.fixing import fixed
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import json_report, summary_line, text_report


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式。"
)
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
    fix: bool,
) -> None:
    """检查投稿：列出全部问题、所在的行和改法。

    PATH 可以是案例文件夹或文件，不写则检查全部。
    """
    folder = find_root(root)
    wanted = [_relative(path, folder) for path in paths]
    records: list[str] = []

    def look() -> Sequence[Finding]:
        with Progress(words()) as progress:
            loaded = load(folder, today, progress)
        records[:] = [path for path in loaded.records if _is_below(path, wanted)]
        return [one for one in loaded.findings if _is_below(one.at.path, wanted)]

    findings = fixed(folder, look, err=form != "text") if fix else look()
    if form == "json":
        click.echo(json_report(findings, words()), nl=False)
    else:
        click.echo(text_report(findings, words()), nl=False)
        click.echo(summary_line(findings, len(records), words()))
    errors = any(severity_of(one) is Severity.ERROR for one in findings)
    context.exit(FOUND if errors else CLEAN)


def _relative(path: str, root: Path) -> str:
    """A path as findings name it: below the root, with slashes."""
    full = Path(path).resolve() if Path(path).exists() else (root / path).resolve()
    if not full.exists():
        refuse("no_such_path", path=path)
    if not full.is_relative_to(root):
        refuse("path_outside", path=path)
    relative = full.relative_to(root).as_posix()
    return posixpath.dirname(relative) if relative.endswith("/index.md") else relative


def _is_below(path: str, wanted: list[str]) -> bool:
    return not wanted or any(
        one in {".", path} or path.startswith(f"{one}/") or one.startswith(f"{path}/")
        for one in wanted
    )
