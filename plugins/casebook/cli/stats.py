"""`casebook stats`: the figures of the library."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

import click

from casebook import app
from casebook.cli.common import CLEAN, FOUND, find_root, root_option, today_option, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.model.terms import Audience
from casebook.views.stats import Figures, Stats, stats

_PERCENT = 100


@click.command("stats")
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围，默认 public：只统计公开的案例。",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@root_option
@today_option
@click.pass_context
def stats_command(
    context: click.Context, audience: str, form: str, root: str | None, today: date
) -> None:
    """统计案例：按状态、年度、专题等列出件数、字数、图片数。不按人统计，也不给单位排名。"""
    folder = find_root(root)
    with Progress(words()) as progress:
        loaded = load(folder, today, progress)
    edition = app.edition(loaded, Audience(audience))
    made = stats(edition.library, edition.bodies, words().phrase)
    left_out = len(loaded.records) - len(loaded.library.cases)
    if form == "json":
        click.echo(json.dumps({**asdict(made), "left_out": left_out}, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(made, left_out)))
    context.exit(FOUND if loaded.has_errors else CLEAN)


def _lines(made: Stats, left_out: int) -> Iterator[str]:
    phrase = words().phrase
    yield phrase("stats_total", figures=_told(made.total))
    if left_out:
        yield phrase("stats_left_out", count=left_out)
    for key, groups in made.groups.items():
        if groups:
            yield ""
            yield phrase(f"facet_{key}")
            yield from (f"  {one.name}　{_told(one.figures)}" for one in groups)
    yield ""
    yield words().label("method")
    shares = {words().label(f"method.{part}"): count for part, count in made.parts.items()}
    shares |= {
        phrase("stats_cards"): made.cards,
        phrase("stats_measured"): made.measured,
        phrase("stats_explained"): made.explained,
    }
    yield from (f"  {name}　{_share(count, made.total.cases)}" for name, count in shares.items())
    if made.units:
        yield ""
        yield phrase("stats_units", count=len(made.units))
        yield from (f"  {name}" for name in made.units)


def _told(figures: Figures) -> str:
    return words().phrase("stats_figures", **asdict(figures))


def _share(count: int, total: int) -> str:
    percent = round(count * _PERCENT / total) if total else 0
    return words().phrase("stats_share", count=count, total=total, percent=percent)
