"""The leak scan of a volume, in what it is made of: it cannot look into a compressed PDF."""

import json
from collections.abc import Iterator

from casebook.findings import Finding
from casebook.press.manuscript import Manuscript
from casebook.publish.leaks import LeakScan
from casebook.views.volume import chapter_key


def volume_leaks(work: Manuscript, scan: LeakScan) -> Iterator[Finding]:
    """The leaks in the texts of a volume, and in what stands around them."""
    for record in (one.record for one in work.view.chapters):
        yield from scan.findings(record.path, work.chapters[chapter_key(record)].encode())
    around = json.dumps(work.data, ensure_ascii=False)
    yield from scan.findings(work.view.volume.path, around.encode())
