"""The searches that static sites usually have: Pagefind, and the index of Material for MkDocs."""

import gzip
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from corpus import Passage, case_id, number_of
from meter import measured

HERE = Path(__file__).parent
_PAGE = (
    '<!doctype html><html lang="zh"><title>{0}</title><body><h1>{0}</h1><p>{1}</p></body></html>'
)
_MKDOCS = """site_name: 案例
theme: {name: material, language: zh, font: false}
plugins: [search]
nav: [index.md]
"""
Cost = Mapping[str, float]
# Seconds after which a peer is given up.
_PATIENCE = 600


def pagefind_index(corpus: Sequence[Passage], site: Path) -> Cost:
    """Pages of a corpus below a folder, and beside them Pagefind's index; what that cost."""
    for at, one in enumerate(corpus):
        page = site / case_id(at) / "index.html"
        page.parent.mkdir()
        page.write_text(_PAGE.format(escape(one["title"]), escape(one["text"])), encoding="utf-8")
    cost = run([sys.executable, "-m", "pagefind", "--site", str(site)], site)
    return {**cost, "MB": megabytes((site / "pagefind").rglob("*.*"))}


def pagefind(site: Path, queries: Sequence[str], **options: Any) -> Mapping[str, Any]:
    """What Pagefind finds, as numbers of passages, and what it loads when nothing is kept."""
    return asked("pagefind.mjs", index=str(site / "pagefind"), queries=queries, **options)


def material(root: Path, queries: Sequence[str], **options: Any) -> Mapping[str, Any]:
    """The same of Material's search."""
    index = root / "site/search/search_index.json"
    (worker,) = (root / "site/assets/javascripts/workers").glob("search.*.js")
    given = {"index": str(index), "worker": str(worker), "queries": queries, **options}
    return asked("material.js", **given)


def asked(script: str, **given: Any) -> Mapping[str, Any]:
    """What a script in Node tells; addresses of pages become numbers of passages."""
    node = shutil.which("node") or sys.exit("node is not installed")
    done = subprocess.run(
        # As much memory as a browser gives a page.
        [node, "--max-old-space-size=4096", str(HERE / script)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        timeout=_PATIENCE,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    pages = [[url.strip("/") for url in urls] for urls in told["urls"]]
    told["found"] = [[number_of(page) for page in found if page] for found in pages]
    return told


def material_index(corpus: Sequence[Passage], root: Path) -> Cost:
    """A site of MkDocs with Material's search; what it cost, and how large its one index is."""
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    for at, one in enumerate(corpus):
        text = f"# {one['title']}\n\n{one['text']}\n"
        (root / f"docs/{case_id(at)}.md").write_text(text, encoding="utf-8")
    (root / "docs/index.md").write_text("# 案例\n", encoding="utf-8")
    cost = run([str(Path(sys.executable).parent / "mkdocs"), "build", "-q"], root)
    index = (root / "site/search/search_index.json").read_bytes()
    return {**cost, "MB": len(gzip.compress(index)) / 1e6}


def megabytes(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command; its CPU seconds and the most memory that it had."""
    told = measured(["timeout", str(_PATIENCE), *command], folder, folder / "log")
    return {"CPU s": told["cpu"], "RSS MB": told["rss"]}


def reason(error: Exception) -> str:
    """Why a peer failed, in a line without the paths of a machine."""
    if isinstance(error, subprocess.CalledProcessError):
        return f"exit {error.returncode}"
    if isinstance(error, subprocess.TimeoutExpired):
        return "took too long"
    # What a measured command said itself may name folders.
    return str(error.args[0]) if isinstance(error, RuntimeError) else type(error).__name__


def cpu() -> float:
    """The CPU seconds of this process and of those that it has waited for."""
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in uses)
