"""`casebook build`: the library as a complete site, exchanged at the end."""

from datetime import date
from pathlib import Path

import click

from casebook.adapters.mkdocs import host
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
from casebook.cli.progress import Progress
from casebook.findings.report import summary_line, text_report
from casebook.model.terms import Audience


@click.command("build")
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围：public 公开（默认），intranet 内部。",
)
@click.option(
    "--output", metavar="DIR", help="输出文件夹，默认按 mkdocs.yml；内部版另加 -intranet。"
)
@root_option
@today_option
@click.pass_context
def build_command(
    context: click.Context, audience: str, output: str | None, root: str | None, today: date
) -> None:
    """生成网站。有错误的案例不进入网站，列在报告里；原网站在新网站完成之前不动。"""
    folder = find_root(root)
    with Progress(words()) as progress:
        try:
            loaded = load(folder, today, progress, host.content(folder))
            if loaded.is_lost:
                click.echo(text_report(loaded.findings, words()), nl=False, err=True)
                refuse("nothing_left", count=len(loaded.records))
            built = host.build(
                loaded, Audience(audience), Path(output) if output else None, progress
            )
        except host.BrokenHostError as error:
            refuse("broken_mkdocs", why=error)
        except host.UnfitOutputError as error:
            refuse(f"output_{error}", path=output)
    findings = (*loaded.findings, *built.findings)
    click.echo(text_report(findings, words()), nl=False, err=True)
    click.echo(summary_line(findings, loaded.submissions, words()), err=True)
    key = "built" if built.changed else "built_same"
    click.echo(words().phrase(key, path=built.folder, count=built.cases))
    context.exit(FOUND if loaded.has_errors else CLEAN)
