"""What a build is to cost at most, and what it costs by the figures of a run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from meter import Row
from peers import CHANGED, COLD, LARGE, PREVIEW, UNCHANGED

Figure = float | None
_OURS, _BARE = "casebook", "casebook without search"


def figure(rows: Sequence[Row], engine: str, cases: int, step: str, name: str) -> Figure:
    """One figure of a run, if it was measured."""
    found = (row[name] for row in rows if _is(row, engine, cases, step) and name in row)
    return next(found, None)


def _is(row: Row, engine: str, cases: int, step: str) -> bool:
    asked = engine, cases, step
    return asked == (row["engine"], row["cases"], row["step"])


def cpu(rows: Sequence[Row], engine: str, cases: int, step: str = COLD) -> Figure:
    """CPU seconds, if they were measured."""
    return figure(rows, engine, cases, step, "cpu")


def ratio(one: Figure, other: Figure) -> Figure:
    """What one figure is of another, if both were measured."""
    return None if one is None or not other else one / other


def shown(value: Figure) -> str:
    """A figure with two decimals."""
    return "–" if value is None else f"{value:.2f}"


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked, and where its figure comes from."""

    what: str
    most: float
    of: Callable[[Sequence[Row]], Figure]


def _of_peer(engine: str, peer: str, step: str = COLD) -> Callable[[Sequence[Row]], Figure]:
    return lambda rows: ratio(cpu(rows, engine, LARGE, step), cpu(rows, peer, LARGE, step))


def _growth(rows: Sequence[Row]) -> Figure:
    many, few = (ratio(cpu(rows, _OURS, count), count) for count in (80_000, 5_000))
    return ratio(many, few)


GOALS: Final = (
    Goal(
        "500 cases, cold with search: wall s",
        5,
        lambda rows: figure(rows, _OURS, 500, COLD, "wall"),
    ),
    Goal("20,000, cold without search: of Hugo's CPU", 0.7, _of_peer(_BARE, "hugo")),
    Goal(
        "20,000, cold without search: of MkDocs' without search",
        0.25,
        _of_peer(_BARE, "mkdocs without search"),
    ),
    Goal("20,000, cold without search: of Zensical's", 0.12, _of_peer(_BARE, "zensical")),
    Goal("20,000, cold with search: of Hugo's, which has none", 0.9, _of_peer(_OURS, "hugo")),
    Goal("20,000, one case changed: of Hugo's", 0.1, _of_peer(_OURS, "hugo", CHANGED)),
    Goal("20,000, no change: CPU s", 1.5, lambda rows: cpu(rows, _OURS, LARGE, UNCHANGED)),
    Goal("20,000, cold: peak MB", 600, lambda rows: figure(rows, _OURS, LARGE, COLD, "rss")),
    Goal("80,000, cold: CPU a case, of that at 5,000", 1.15, _growth),
    Goal(
        "3,000, edit in a preview: CPU s",
        0.5,
        lambda rows: cpu(rows, "casebook serve", 3_000, PREVIEW),
    ),
)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The goals in Markdown, each with its figure and whether it is met."""
    yield "| goal | at most | measured | met |"
    yield "|---|---|---|---|"
    for goal in GOALS:
        value = goal.of(rows)
        met = "–" if value is None else ("yes" if value <= goal.most else "no")
        yield f"| {goal.what} | {goal.most:g} | {shown(value)} | {met} |"
