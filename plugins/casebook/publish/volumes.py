"""The leak scan of a volume, in what it is made of: it cannot look into a compressed PDF."""

import json
from collections.abc import Iterator

from casebook.findings import Finding
from casebook.press.manuscript import Manuscript
from casebook.publish.leaks import LeakScan


def volume_leaks(work: Manuscript, scan: LeakScan) -> Iterator[Finding]:
    """The leaks in the texts of the cases, and in what stands around them."""
    for one in work.view.cases:
        yield from scan.findings(one.case.path, work.chapters[one.case.id].encode())
    around = json.dumps(work.data, ensure_ascii=False)
    yield from scan.findings(work.view.volume.path, around.encode())
