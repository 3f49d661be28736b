"""The preview: a site of one audience in a private folder, brought up to date at every edit.

The host's server waits for edits, answers on the loopback address and reloads the browser; what
is built, and what a page tells of a build that failed, is ours.
"""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, Final
from wsgiref.types import StartResponse, WSGIApplication

from mkdocs.livereload import LiveReloadServer

from casebook import app
from casebook.findings import Catalogue, Finding, Severity, severity_of
from casebook.findings.report import ordered, text_report
from casebook.model.terms import Audience
from casebook.publish.sweeps import sweep_after_what_stays
from casebook.publish.tables import Means

Build = Callable[[app.Loaded, Path], Sequence[Finding]]
LOOPBACK: Final = "127.0.0.1"
_HOSTS: Final = frozenset((LOOPBACK, "localhost"))
_MOST: Final = 20
_EVERY: Final = 1.0
_STYLE: Final = (
    "position:fixed;inset:auto 0 0 0;z-index:99;max-height:40vh;overflow:auto;margin:0;"
    "padding:.4rem 1rem;background:#fff8e1;color:#222;border-top:3px solid #b35900;"
    "font:14px/1.6 sans-serif;white-space:pre-wrap"
)
_SUBMISSION: Final = re.compile(r"(?:.*/)?([^/]+)/\d{4}/([^/]+)(?:/[^/]*)?")


@dataclass(frozen=True, slots=True)
class Panel:
    """What the pages tell of the last build: a head, and findings below it, each as `line` says."""

    head: str = ""
    findings: tuple[Finding, ...] = ()
    line: Callable[[Finding], str] = str

    def html(self, address: str) -> str:
        """The panel of the page at an address: folded, the findings about that page first."""
        if not self.head:
            return ""
        own = sorted(self.findings, key=lambda one: not _is_about(one.at.path, address))
        lines = "\n".join(escape(self.line(one)) for one in own[:_MOST])
        head = f'<summary style="cursor:pointer">{escape(self.head)}</summary>'
        return f'<details role="status" style="{_STYLE}">{head}{lines}</details>'


def _is_about(path: str, address: str) -> bool:
    """Whether a file or folder of a submission is what the page at an address shows.

    >>> _is_about("cases/2025/2025-0007/index.md", "/cases/2025-0007/")
    True
    >>> _is_about("site_config/site.yml", "/")
    False
    """
    match = _SUBMISSION.fullmatch(path)
    return match is not None and address.endswith(f"/{match[1]}/{match[2]}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is previewed: a library for one audience on one day, and who makes its pages.

    `build` makes the site of what was loaded in a folder; it raises an error whose message is
    for the editor. `means` keep from edit to edit what an edit leaves as it is.
    """

    root: Path
    content: str
    audience: Audience
    today: date
    catalogue: Catalogue
    build: Build
    means: Means

    def made(self, site: Path) -> Panel:
        """Bring the site up to date; what the pages are to tell of it."""
        try:
            loaded = app.load(
                self.root, self.today, self.catalogue, content=self.content, means=self.means
            )
            sweep_after_what_stays()
            found = (*loaded.findings, *self.build(loaded, site))
        except app.BrokenConfigurationError as error:
            return self._told(error.findings)
        except Exception as error:  # noqa: BLE001 (a preview outlives whatever an edit breaks)
            return Panel(self.catalogue.phrase("preview_failed", why=error))
        return self._told(found)

    def _told(self, findings: Sequence[Finding]) -> Panel:
        """The errors and warnings; in a public preview by place and code, without any value."""
        worst = tuple(one for one in ordered(findings) if severity_of(one) is not Severity.HINT)
        if not worst:
            return Panel()
        return Panel(self.catalogue.phrase("preview_findings", count=len(worst)), worst, self._line)

    def _line(self, finding: Finding) -> str:
        if self.audience is not Audience.PUBLIC:
            return text_report([finding], self.catalogue).rstrip()
        return f"{finding.at}  {finding.code}"


class Server(LiveReloadServer):
    """The host's server with a panel on its pages; it answers to this machine's names alone."""

    def __init__(self, preview: Preview, site: Path, port: int, mount: str) -> None:
        self._preview, self._site = preview, site
        self._panel = Panel()
        # Each request has a thread of its own.
        self._asked = threading.local()
        super().__init__(self.rebuild, LOOPBACK, port, str(site), mount, polling_interval=_EVERY)
        self.error_handler = self._without_page

    def rebuild(self) -> None:
        """Build after an edit, and keep what the pages are to tell of it."""
        self._panel = self._preview.made(self._site)

    def get_app(self) -> WSGIApplication | None:
        """What answers, behind a look at the name by which it was asked.

        A page from elsewhere may give its own name this address, and must read nothing here.
        """
        answer = super().get_app()

        def guarded(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
            if environ.get("HTTP_HOST", "").partition(":")[0] not in _HOSTS:
                start("403 Forbidden", [("Content-Type", "text/plain")])
                return [b""]
            if "\0" in environ.get("PATH_INFO", ""):
                start("400 Bad Request", [("Content-Type", "text/plain")])
                return [b""]
            self._asked.address = environ.get("PATH_INFO", "")
            return answer(environ, start) if answer else [b""]

        return guarded

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]  # the host's own gap
        before, end, after = page.rpartition(b"</body>")
        panel = self._panel.html(getattr(self._asked, "address", ""))
        return before + panel.encode("utf-8", "replace") + end + after

    def _without_page(self, _code: int) -> bytes:
        """The site's own page for what is not there; before the first site, a bare one."""
        file = self._site / "404.html"
        page = file.read_bytes() if file.is_file() else b"<!doctype html><body></body>"
        return self._inject_js_into_html(page, self._visible_epoch)
