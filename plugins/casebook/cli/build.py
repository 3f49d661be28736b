"""`casebook build`: the library as a complete site, exchanged at the end."""

from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    jobs_option,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.progress import Progress
from casebook.findings.report import summary_line, text_report
from casebook.model.terms import Audience
from casebook.publish import cache
from casebook.publish.standing import Order, Plan, Plans, Result, Standing
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
    "--cache",
    "cache_folder",
    metavar="DIR",
    help="把可以沿用的内容记在这个文件夹，供 CI 的各次运行共用；默认记在本用户的缓存文件夹。",
)
@click.option("--no-cache", is_flag=True, help="不沿用上次生成时记下的内容，全部重新处理。")
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
    cache_folder: str | None,
    no_cache: bool,
    jobs: int,
    root: str | None,
    today: date,
) -> None:
    """生成网站。有错误的案例不进入网站，列在报告里；原网站在新网站完成之前不动。"""
    order = Order(
        root=find_root(root),
        audience=Audience(audience),
        output=Path(output) if output else None,
        today=today,
        offline=offline,
    )
    place = None if no_cache else _cache_place(order.root, cache_folder)
    _build(context, order, place, jobs, anew=no_cache)


def _build(
    context: click.Context, order: Order, place: Path | None, jobs: int, *, anew: bool
) -> None:
    """Build what differs from the last time, with the cache at a place, and end the command."""
    with Progress(words()) as progress, cache.opened(place) as entries:
        plans = Plans(order, entries)
        plan = plans.recall() or _working().plan(order)
        if place and place.is_relative_to(Path(plan.folder).resolve()):
            refuse("cache_public", path=place)
        standing = Standing(plan, _others(order), entries)
        if before := standing.recall():
            _tell(before, plan, changed=False)
            # This leaves by an exception, before the cache is trimmed: next to nothing was asked
            # of it, and all that the next change needs would count as unused.
            context.exit(FOUND if before.has_errors else CLEAN)
        means = Means(entries, jobs)
        result, changed = _working().build(order, means, progress, anew=anew)
        plans.remember(plan)
        standing.remember(result)
    _tell(result, plan, changed=changed)
    context.exit(FOUND if result.has_errors else CLEAN)


def _cache_place(root: Path, given: str | None) -> Path | None:
    """The folder of the cache; what is believed must not lie where others can write."""
    if given is None:
        return cache.folder_of(root)
    place = Path(given).resolve()
    if place.is_relative_to(root.resolve()):
        refuse("cache_inside", path=given)
    if place.is_dir() and not cache.is_own(place):
        refuse("cache_shared", path=given)
    return place


def _working() -> ModuleType:
    """What does the work: it is imported once there is some, so that none is told at once."""
    return import_module("casebook.cli.working")


def _others(order: Order) -> tuple[object, ...]:
    """What decides what a build gives, and is no file."""
    links = [str(one.at) for one in tracked_links(order.root, (".",))]
    history = state_moves(order.root, SHANGHAI)
    return str(order.audience), order.offline, order.today, words().phrases, links, history


def _tell(result: Result, plan: Plan, *, changed: bool) -> None:
    click.echo(text_report(result.findings, words()), nl=False, err=True)
    click.echo(summary_line(result.findings, result.records, words()), err=True)
    key = "built" if changed else "built_same"
    shown = words().phrase("built_cases", count=result.cases)
    if result.articles:
        shown += words().phrase("built_articles", count=result.articles)
    click.echo(words().phrase(key, path=plan.folder, shown=shown))
