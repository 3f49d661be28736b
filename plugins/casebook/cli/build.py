"""`casebook build`: the library as a complete site, exchanged at the end."""

from datetime import date
from pathlib import Path

import click

from casebook.adapters.mkdocs import host
from casebook.adapters.mkdocs.place import UnfitOutputError
from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    jobs_option,
    load,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.progress import Progress
from casebook.findings.report import summary_line, text_report
from casebook.model.terms import Audience
from casebook.publish import cache
from casebook.publish.standing import Result, Standing
from casebook.publish.tables import Means
from casebook.source.git import tracked_links
from casebook.source.history import state_moves
from casebook.source.today import SHANGHAI


@click.command("build")
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围：public 公开（默认），intranet 内部。",
)
@click.option(
    "--offline",
    is_flag=True,
    help="生成可以从硬盘或 U 盘直接打开的副本，不用服务器，也能搜索。",
)
@click.option(
    "--output",
    metavar="DIR",
    help="输出文件夹，默认按 mkdocs.yml；内部版另加 -intranet，离线副本另加 -offline。",
)
@click.option(
    "--cache/--no-cache",
    "use_cache",
    default=True,
    help="沿用上次生成时记下的内容（默认），记在本用户的缓存文件夹；或者全部重新处理。",
)
@jobs_option
@root_option
@today_option
@click.pass_context
def build_command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    audience: str,
    offline: bool,
    output: str | None,
    use_cache: bool,
    jobs: int,
    root: str | None,
    today: date,
) -> None:
    """生成网站。有错误的案例不进入网站，列在报告里；原网站在新网站完成之前不动。"""
    folder = find_root(root)
    kept = cache.folder_of(folder) if use_cache else None
    target = Path(output) if output else None
    with Progress(words()) as progress, cache.opened(kept) as entries:
        try:
            place = host.folder(folder, Audience(audience), target, offline=offline)
            standing = _standing(folder, (audience, offline, today), place, entries)
            if standing and (before := standing.recall()):
                _tell(before, place, changed=False)
                context.exit(FOUND if before.has_errors else CLEAN)
            means = Means(entries, jobs)
            loaded = load(folder, today, progress, host.content(folder), means=means)
            if loaded.is_lost:
                click.echo(text_report(loaded.findings, words()), nl=False, err=True)
                refuse("nothing_left", count=len(loaded.records))
            built = host.build(
                loaded,
                Audience(audience),
                target,
                progress,
                anew=not use_cache,
                offline=offline,
            )
        except host.BrokenHostError as error:
            refuse("broken_mkdocs", why=error)
        except UnfitOutputError as error:
            refuse(f"output_{error}", path=error.path)
        result = Result(
            manifest=b"",
            findings=(*loaded.findings, *built.findings),
            records=loaded.submissions,
            cases=built.cases,
            has_errors=loaded.has_errors,
        )
        if standing:
            standing.remember(result)
    _tell(result, built.folder, changed=built.changed)
    context.exit(FOUND if result.has_errors else CLEAN)


def _standing(
    root: Path, asked: tuple[object, ...], output: Path, entries: cache.Cache
) -> Standing | None:
    """What is known of the last build like this one, where its inputs can all be known."""
    sources = host.sources(root)
    links = [str(one.at) for one in tracked_links(root, (".",))]
    others = (*asked, words().phrases, links, state_moves(root, SHANGHAI))
    return Standing(sources, others, output, entries) if sources else None


def _tell(result: Result, folder: Path, *, changed: bool) -> None:
    click.echo(text_report(result.findings, words()), nl=False, err=True)
    click.echo(summary_line(result.findings, result.records, words()), err=True)
    key = "built" if changed else "built_same"
    click.echo(words().phrase(key, path=folder, count=result.cases))
