"""What an answer of the search costs in Chromium: the CPU of the processes that show the page.

    make bench-browser SITE=site

SITE is the folder of a built site. Each short query is typed into the box of a page that has just
been opened, and its answer awaited, with nothing kept (`first`); then a second one there (`later`).
"""

import argparse
import functools
import http.server
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

from corpus import passages, query_sets
from search_cost import shortened
from search_page import wait

DATA: Final = Path(__file__).parent.parent.parent / "shared/data/retrieval"
_SETTLED: Final = 0.3


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(site: Path) -> str:
    """The address at which a folder is served until the process ends."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def cpu_ms() -> float:
    """CPU milliseconds so far of all renderers that run below us, as the scheduler counts them."""
    return sum(map(_own_ns, _below(os.getpid()))) / 1e6


def _own_ns(process: int) -> int:
    """The CPU time of a renderer; that of threads which end meanwhile is not counted."""
    folder, total = Path(f"/proc/{process}"), 0
    with suppress(OSError):
        if b"--type=renderer" in (folder / "cmdline").read_bytes():
            for task in (folder / "task").iterdir():
                with suppress(OSError):
                    total += int((task / "schedstat").read_text("ascii").split()[0])
    return total


def _below(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                for child in (task / "children").read_text("ascii").split():
                    yield from _below(int(child))


def asked(page: Page, query: str) -> float:
    """CPU milliseconds from the Enter behind a query until its answer stands there."""
    box = page.locator(".cb-box input")
    box.fill(query)
    time.sleep(_SETTLED)
    before = cpu_ms()
    box.press("Enter")
    page.wait_for_url("**/search/#*")
    wait(page)
    time.sleep(_SETTLED)
    return cpu_ms() - before


def costs(browser: Browser, url: str, queries: Sequence[str]) -> NDArray[np.float64]:
    """For each pair of queries what the first and the later answer cost."""
    rows = []
    for first, later in zip(queries[::2], queries[1::2], strict=True):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{url}search/")
            page.locator(".cb-box input").focus()
            rows.append([asked(page, one) for one in (first, later)])
    return np.array(rows)


def main() -> None:
    """Ask, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--queries", type=int, default=100)
    given = parser.parse_args()
    queries = shortened(query_sets(DATA, passages(DATA)))[: given.queries]
    with sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        made = costs(browser, serve(given.site), queries)
        browser.close()
    for name, column in zip(("first", "later"), made.T, strict=True):
        p50, p95 = np.percentile(column, [50, 95])
        print(f"{name}: {p50:.0f} ms CPU p50, {p95:.0f} p95, {len(column)} short queries")


if __name__ == "__main__":
    main()
