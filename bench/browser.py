"""What an answer of the search costs in Chromium: the CPU of the process that shows the page.

    make bench-browser SITE=site

SITE is the folder of a built site. Each short query is typed into the box of a page that has just
been opened, with nothing kept (`first`), then a second one there (`later`); either is sent off when
its suggestions stand there, or `at once`. `typing` is what went before the Enter. The answer is
all from the Enter until its results have stood there for a while: `drawing` is style, layout, paint
and raster, as Chromium traces them, without a graphics card; `scripts` is all the rest, that of the
page and of the worker, what they load, their compilation and their garbage.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from corpus import passages, query_sets
from search_cost import shortened
from sites import served

DATA: Final = Path(__file__).parent.parent.parent / "shared/data/retrieval"
# How a query was asked, and what it took.
Row = tuple[str, Sequence[float]]
_SETTLED: Final = 0.3
_COMPOSITOR: Final = "Compositor"
# Events of the other threads: what begins to draw, and what is a script within.
_TRACED: Final = ("cc", "devtools.timeline")
_DRAWING: Final = ("ProxyMain::BeginMainFrame", "UpdateLayoutTree", "Layout", "RasterTask")
_SCRIPT: Final = ("FunctionCall", "EvaluateScript")
# Promises of the page, so that nobody has to look again and again.
_SUGGESTED: Final = """() => { self.suggested = new Promise((done) =>
  new MutationObserver(done).observe(document.querySelector(".cb-box [role=status]"),
    { childList: true })); }"""
_ANSWERED: Final = """() => { self.answered = new Promise((done) =>
  new MutationObserver((all) => {
    if (all.some(({ target }) => target.getAttribute("aria-busy") === "false")) done();
  }).observe(document.getElementById("cb-search"),
    { subtree: true, attributeFilter: ["aria-busy"] })); }"""


def cpu_ms(thread: str = "") -> float:
    """CPU milliseconds so far of all pages of the browser below us, or of threads of a name."""
    return sum(_own_ns(process, thread) for process in _below(os.getpid())) / 1e6


def _own_ns(process: int, thread: str) -> int:
    """The CPU time of a renderer; that of threads which end meanwhile is not counted."""
    folder, total = Path(f"/proc/{process}"), 0
    with suppress(OSError):
        command = (folder / "cmdline").read_bytes()
        # The browser draws its own window in a renderer, too.
        if b"--type=renderer" in command and b"--top-chrome-webui" not in command:
            for task in (folder / "task").iterdir():
                with suppress(OSError):
                    if thread in (task / "comm").read_text("utf-8"):
                        total += int((task / "schedstat").read_text("ascii").split()[0])
    return total


def _below(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text("ascii").split():
                    yield from _below(int(child))


def drawn_ms(trace: bytes) -> float:
    """CPU milliseconds of drawing in a trace, but for the compositor's thread."""
    threads: dict[tuple[int, int], list[Any]] = {}
    for event in json.loads(trace)["traceEvents"]:
        if event["ph"] == "X" and "tdur" in event and event["name"] in _DRAWING + _SCRIPT:
            threads.setdefault((event["pid"], event["tid"]), []).append(event)
    return sum(map(_drawn, threads.values())) / 1000


def _drawn(events: Sequence[Any]) -> float:
    """Microseconds of drawing in one thread: each event without those that it encloses."""
    total, around = 0.0, list[Any]()
    for event in sorted(events, key=lambda one: (one["ts"], -one["dur"])):
        while around and around[-1]["ts"] + around[-1]["dur"] <= event["ts"]:
            around.pop()
        for one, sign in [(event, 1), *((one, -1) for one in around[-1:])]:
            if one["name"] in _DRAWING:
                total += sign * event["tdur"]
        around.append(event)
    return total


def asked(browser: Browser, page: Page, query: str, *, suggested: bool) -> Sequence[float]:
    """CPU milliseconds of typing a query, and of its answer: scripts, drawing."""
    page.locator(".cb-box input").focus()
    page.keyboard.press("Control+A")
    page.evaluate(_SUGGESTED)
    page.evaluate(_ANSWERED)
    time.sleep(_SETTLED)
    before = cpu_ms()
    if suggested:
        page.keyboard.insert_text(query)
        page.evaluate("suggested")
        time.sleep(_SETTLED)
    typing = cpu_ms() - before
    browser.start_tracing(page=page, categories=list(_TRACED))
    before, composed = cpu_ms(), cpu_ms(_COMPOSITOR)
    if not suggested:
        page.keyboard.insert_text(query)
    page.keyboard.press("Enter")
    page.evaluate("answered")
    time.sleep(_SETTLED)
    answer, drawing = cpu_ms() - before, cpu_ms(_COMPOSITOR) - composed
    drawing += drawn_ms(browser.stop_tracing())
    return typing, answer - drawing, drawing


def costs(browser: Browser, url: str, queries: Sequence[str]) -> Iterator[Row]:
    """What each query costs, by how it was asked."""
    for how, suggested in (("", True), (", at once", False)):
        for pair in zip(queries[::2], queries[1::2], strict=True):
            with browser.new_context() as context:
                page = context.new_page()
                page.goto(f"{url}search/")
                for name, query in zip(("first", "later"), pair, strict=True):
                    yield f"{name}{how}", asked(browser, page, query, suggested=suggested)


def table(made: Iterator[Row]) -> Iterator[str]:
    """The lines of a table: the middle and the largest but for a twentieth."""
    rows: dict[str, list[Sequence[float]]] = {}
    for how, row in made:
        rows.setdefault(how, []).append([*row, row[1] + row[2]])
    yield "| CPU ms, p50 (p95) | typing | scripts | drawing | answer |"
    yield "|---|---|---|---|---|"
    for how, figures in rows.items():
        told = (f"{p50:.0f} ({p95:.0f})" for p50, p95 in np.percentile(figures, [50, 95], axis=0).T)
        yield f"| {how} | {' | '.join(told)} |"


def main() -> None:
    """Ask, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--queries", type=int, default=100)
    given = parser.parse_args()
    queries = shortened(query_sets(DATA, passages(DATA)))[: given.queries]
    with served(given.site) as url, sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        for line in table(costs(browser, url, queries)):
            print(line)
        browser.close()


if __name__ == "__main__":
    main()
