"""`casebook search`: the library asked from the command line."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import date

import click

from casebook import app, searching
from casebook.adapters.mkdocs import host
from casebook.cli.common import refuse, root_option, today_option, words
from casebook.cli.loading import find_writable_root, load
from casebook.cli.progress import Progress
from casebook.model.terms import Audience
from casebook.retrieval.engine import MOST, Hit, Query, Results
from casebook.search.query import LONGEST


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--unit", "units", multiple=True, help="只看这个单位的：名称的一部分或代号；可重复。")
@click.option("--year", "years", multiple=True, help="只看这一年的；可重复。")
@click.option("--by-date", is_flag=True, help="按日期排，新的在前。")
@click.option("--most", type=click.IntRange(1, MOST), default=10, show_default=True, help="条数。")
@click.option("--page", type=click.IntRange(1, 10_000), default=1, help="第几页。")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围：public 公开（默认），intranet 内部。",
)
@root_option
@today_option
def search_command(  # noqa: PLR0913, PLR0917 (click gives each option by its name)
    query: tuple[str, ...],
    units: tuple[str, ...],
    years: tuple[str, ...],
    by_date: bool,  # noqa: FBT001 (click gives it by name)
    most: int,
    page: int,
    form: str,
    audience: str,
    root: str | None,
    today: date,
) -> None:
    """搜索案例和专栏文章。QUERY 的写法同网站的搜索框：单位:名称、“连在一起的词”、-不要的词。

    以 - 开头的词写在引号里：casebook search "窗口 -夜间"。
    """
    named = (("单位", units), ("年份", years))
    narrowing = (f"{name}:{''.join(one.split())}" for name, some in named for one in some)
    text = " ".join((*query, *narrowing))
    if len(text) > LONGEST:
        refuse("api_long", most=LONGEST)
    asked = Query(text=text, by_date=by_date, start=(page - 1) * most, most=most)
    found = _search(asked, Audience(audience), root, today)
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found)))


def _search(query: Query, audience: Audience, root: str | None, today: date) -> Results:
    folder = find_writable_root(root)
    catalogue = words()
    with Progress(catalogue) as progress:
        try:
            site = host.press(folder)
        except host.BrokenHostError as error:
            refuse("broken_mkdocs", why=error)

        def loaded() -> app.Loaded:
            made = load(folder, today, progress, site.content)
            return made if site.has_columns else app.without_columns(made)

        sources = searching.Sources(
            root=folder, content=site.content, today=lambda: today, load=loaded
        )
        engine = searching.engine(sources, audience, catalogue)
        with closing(engine):
            return engine.search(query)


def _lines(found: Results) -> Iterator[str]:
    phrase = words().phrase
    if found.heard:
        yield phrase("search_heard")
    partly = found.total > 0
    for hit in found.hits:
        if partly and not hit.whole:
            partly = False
            yield phrase("search_partly")
        yield _clean(f"{hit.id}  {hit.title}")
        yield _clean("    " + "  ".join(fact for fact in _facts(hit) if fact))
        if hit.snippet or hit.summary:
            yield _clean(f"    {hit.snippet or hit.summary}")
    key = "search_total" if found.total else "search_about" if found.every else "search_none"
    yield phrase(key, count=found.total or found.every)


def _facts(hit: Hit) -> tuple[str, ...]:
    phrase = words().phrase
    issue = ""
    if hit.issue and hit.issue_year:
        issue = phrase("issue_of_year", year=hit.issue_year, number=hit.issue)
    elif hit.issue:
        issue = phrase("issue_number", number=hit.issue)
    sample = phrase("search_sample") if hit.sample else ""
    return hit.column, issue, hit.unit, hit.day, hit.state, sample


def _clean(line: str) -> str:
    """A line without what a terminal would obey."""
    return "".join(one for one in line if one.isprintable())
