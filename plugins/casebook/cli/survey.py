"""What `casebook check` looks at: the whole library, some of its paths, or one change."""

import posixpath
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from casebook import app
from casebook.change import Reviewed, reviewed
from casebook.cli.common import refuse, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings import Edit, Finding
from casebook.source.git import ShallowHistoryError
from casebook.source.pages import CONTENT
from casebook.source.revision import NoRepositoryError, UnknownRevisionError
from casebook.source.tree import CASES

# Settings are few, and a person looks after them.
FIXED: Final = (f"{CASES}/", f"{CONTENT}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The findings to tell, the edits among them that stay within what was asked for, and counts.

    `records` are the folders of the cases and articles that were looked at; `accepted` findings
    were answered for; `rest` have nothing to do with the change.
    """

    findings: tuple[Finding, ...]
    edits: tuple[Edit, ...]
    records: tuple[str, ...]
    accepted: int
    rest: int = 0


def survey(folder: Path, today: date, wanted: Sequence[str], base: str | None) -> Survey:
    """Look at the library once."""
    with Progress(words()) as progress:
        loaded = load(folder, today, progress)
    change = _reviewed(folder, loaded, base) if base is not None else None
    findings = change.findings if change else loaded.findings
    kept = tuple(one for one in findings if is_below(one.at.path, wanted))

    def is_asked(path: str) -> bool:
        return is_below(path, wanted) and (change is None or change.touches(path))

    edits = (one.edit for one in kept if one.edit is not None)
    return Survey(
        findings=kept,
        edits=tuple(one for one in edits if one.path.startswith(FIXED) and is_asked(one.path)),
        records=tuple(filter(is_asked, sorted((*loaded.records, *loaded.article_records)))),
        accepted=sum(is_asked(one.at.path) for one in loaded.accepted),
        rest=change.rest if change else 0,
    )


def relative(path: str, root: Path) -> str:
    """A path as findings name it: below the root, with slashes."""
    full = Path(path).resolve() if Path(path).exists() else (root / path).resolve()
    if not full.exists():
        refuse("no_such_path", path=path)
    if not full.is_relative_to(root):
        refuse("path_outside", path=path)
    below = full.relative_to(root).as_posix()
    return posixpath.dirname(below) if below.endswith("/index.md") else below


def is_below(path: str, wanted: Sequence[str]) -> bool:
    """Whether a path is among those asked for, or holds one of them; without any, all are."""
    return not wanted or any(
        one in {".", path} or path.startswith(f"{one}/") or one.startswith(f"{path}/")
        for one in wanted
    )


def _reviewed(folder: Path, loaded: app.Loaded, base: str) -> Reviewed:
    try:
        return reviewed(folder, loaded, base)
    except NoRepositoryError:
        refuse("base_no_repository", ref=base)
    except UnknownRevisionError:
        refuse("base_unknown", ref=base)
    except ShallowHistoryError:
        refuse("base_shallow")
    except (OSError, ValueError, subprocess.SubprocessError):
        refuse("base_broken")
