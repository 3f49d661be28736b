"""Whole sites for tests: the sample library, and scratch libraries written from values."""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.adapters.mkdocs.host import Built
from casebook.model.terms import Audience
from casebook.source.catalogue import read_catalogue

ROOT: Final = Path(__file__).parent.parent
TODAY: Final = date(2026, 11, 1)
SHARED: Final = ROOT.parent / "shared" / "data"
BIN: Final = Path(sys.executable).parent
EPOCH: Final = "1790000000"
Values = dict[str, Any]


def shared(name: str) -> Path:
    """A file of the data that lies beside the project; the test is skipped where it does not."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


def copy_sample(root: Path, *, cases: bool = True) -> Path:
    """The sample library, or its settings and hand-written pages alone, in another folder."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("content", "site_config", *(("cases",) if cases else ())):
        shutil.copytree(ROOT / name, root / name)
    if not cases:
        (root / "cases").mkdir()
        # A scratch library brings cases and units of its own, which these do not know.
        for year in (root / "content/vanguard").glob("20??"):
            shutil.rmtree(year)
        for name in ("branches", "brands", "projects", "awards", "honours", "targets"):
            (root / f"site_config/registry/{name}.yml").unlink()
        # Nor does it hold what the sample's volumes print.
        shutil.rmtree(root / "site_config/volumes")
    return root


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: what was loaded, and where it stands."""

    loaded: app.Loaded
    built: Built
    folder: Path

    def pages(self) -> Iterator[tuple[str, LexborHTMLParser]]:
        """Every page with its path."""
        for path in sorted(self.folder.rglob("*.html")):
            yield path.relative_to(self.folder).as_posix(), parsed(path)

    def page(self, url: str) -> LexborHTMLParser:
        """The page at an address."""
        return parsed(self.folder / url / "index.html")


def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def build_site(
    root: Path,
    folder: Path,
    audience: Audience = Audience.PUBLIC,
    day: date = TODAY,
    *,
    offline: bool = False,
) -> Site:
    """Build a library into a folder, as it is on a day."""
    loaded = app.load(root, day, read_catalogue())
    built = host.build(loaded, audience, folder, app.silent, offline=offline)
    return Site(loaded, built, folder)


@dataclass(slots=True)
class Scratch:
    """A library to be written below `root`: front matter as values, registers as values."""

    root: Path
    page_size: int = 40
    registers: dict[str, list[Values]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        copy_sample(self.root, cases=False)
        site = self.root / "site_config" / "site.yml"
        text = site.read_text(encoding="utf-8")
        site.write_text(
            text.replace("page_size: 40", f"page_size: {self.page_size}"), encoding="utf-8"
        )

    def register(self, path: str, key: str, rows: Sequence[Values]) -> None:
        """Write a register of site_config anew."""
        self._write(f"site_config/{path}", f"{yaml({key: list(rows)})}\n")

    def case(self, case_id: str, body: str = "正文。", **values: Any) -> Path:
        """Write a case that is admitted and public unless the values say otherwise."""
        given = {
            "title": f"项目{case_id[-4:]}",
            "date": "2025-04-12",
            "kind": "case",
            "call": "plain",
            "state": "admitted",
            "batch": "2025-1",
            "admitted": "2025-09-18",
            "clearance": {"by": "甲室", "date": "2025-06-30", "scope": "public"},
            **values,
        }
        kept = {name: value for name, value in given.items() if value is not None}
        lines = "\n".join(f"{name}: {yaml(value)}" for name, value in kept.items())
        folder = f"cases/{case_id[:4]}/{case_id}"
        self._write(f"{folder}/index.md", f"---\n{lines}\n---\n\n{body}\n")
        return self.root / folder

    def article(
        self, number: str, body: str = "正文。", column: str = "vanguard", **values: Any
    ) -> Path:
        """Write an article of a column, published and public as `case` is."""
        given = {
            "title": f"文章{number[-4:]}",
            "date": "2026-10-01",
            "state": "published",
            "audience": "public",
            "rights": "own",
            "clearance": {"by": "甲室", "date": "2026-01-05", "scope": "public"},
            **values,
        }
        lines = "\n".join(f"{name}: {yaml(one)}" for name, one in given.items() if one is not None)
        folder = f"content/{column}/{number[:4]}/{number}"
        self._write(f"{folder}/index.md", f"---\n{lines}\n---\n\n{body}\n")
        return self.root / folder

    def _write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))


def yaml(value: object) -> str:
    """JSON, which is YAML, with the line ends that only YAML knows escaped."""
    text = json.dumps(value, ensure_ascii=False)
    for character in "\x7f\x85\u2028\u2029\ufeff":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def told(folder: Path, word: str) -> set[str]:
    """The files of a site that hold a word, those of its search index as the browser reads them."""
    return {name for name, data in files(folder).items() if word.encode() in unpacked(name, data)}


def unpacked(name: str, data: bytes) -> bytes:
    """A file of the search index as the browser reads it, in UTF-8; any other as it is."""
    if not name.endswith(".bin"):
        return data
    made = zlib.decompress(data)
    return made.decode("gbk").encode() if "/records/" in name else made


def run(*words: str | Path, cwd: Path, epoch: str = EPOCH, zone: str = "UTC") -> str:
    """What a command of this environment says at a moment and in a time zone; it has to succeed."""
    moment = {"SOURCE_DATE_EPOCH": epoch, "TZ": zone}
    environment = {**os.environ, **moment, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(BIN / str(words[0])), *(str(word) for word in words[1:])]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: object) -> None:
        """The site's own page for an address that is not there."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder is served on the loopback interface."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
