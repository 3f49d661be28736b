"""What a preview costs after an edit: CPU seconds of the process that serves it, as JSON.

    python bench/preview.py ROOT CASE...

Each case gets a sentence more; what is measured lasts until its page shows it.
"""

import json
import resource
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.adapters.mkdocs.preview import LOOPBACK, Preview
from casebook.findings import Finding
from casebook.model.terms import Audience
from casebook.publish import cache
from casebook.publish.jobs import cores
from casebook.publish.tables import Means
from casebook.source.catalogue import read_catalogue

_SENTENCE: Final = "又补充了一句。"


def _built(loaded: app.Loaded, folder: Path) -> Sequence[Finding]:
    address = f"http://{LOOPBACK}:8000/"
    return host.build(loaded, Audience.PUBLIC, folder, app.silent, address=address).findings


def main(root: Path, cases: Sequence[str]) -> None:
    with TemporaryDirectory() as name, cache.opened(cache.folder_of(root)) as entries:
        site = Path(name) / "site"
        preview = Preview(
            root=root,
            content=host.content(root),
            audience=Audience.PUBLIC,
            today=date(2026, 11, 1),
            catalogue=read_catalogue(),
            build=_built,
            means=Means(entries, cores()),
        )
        preview.made(site)
        print(json.dumps([_after_an_edit(preview, site, root / case) for case in cases]))


def _after_an_edit(preview: Preview, site: Path, case: Path) -> float:
    # An author writes for longer than it takes until files count as settled.
    time.sleep(2.5)
    with case.open("a", encoding="utf-8") as text:
        text.write(f"\n{_SENTENCE}\n")
    before = _cpu()
    panel = preview.made(site)
    used = _cpu() - before
    page = site / f"cases/{case.parent.name}/index.html"
    if _SENTENCE not in page.read_text(encoding="utf-8"):
        sys.exit(panel.head or f"{page} does not show the edit")
    return round(used, 2)


def _cpu() -> float:
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in uses)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
