"""A change to a library: the working tree beside a revision of git, both read as data."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from casebook.app import Loaded
from casebook.checks.acceptance import is_accepted
from casebook.checks.change import Change, change_findings
from casebook.findings import Finding
from casebook.model.case import Case
from casebook.model.ids import CaseId, case_of_path
from casebook.model.registers import Stage
from casebook.model.terms import State
from casebook.parse import parse_case, parse_stages
from casebook.source.front_matter import read_record, read_settings
from casebook.source.revision import Revision, base_revision
from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES, INDEX

# cases/<year>/<id>
_CASE_DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The findings that a change answers for, how many others the library has, what changed."""

    findings: tuple[Finding, ...]
    rest: int
    touched: frozenset[str]

    def touches(self, path: str) -> bool:
        """Whether a path, or anything in the folder of its case, changed."""
        return _is_touched(path, self.touched)


def reviewed(root: Path, loaded: Loaded, name: str) -> Reviewed:
    """The findings in what changed since the named revision, and those about the change itself.

    Raises what `base_revision` raises, and OSError or SubprocessError where git breaks off.
    """
    base = base_revision(root, name)
    paths = base.changed_paths()
    before = _ids(base.paths(CASES))
    present = _ids(f"{path}/{INDEX}" for path in loaded.records)
    changed = {key for path in paths if (key := case_of_path(posixpath.dirname(path)))}
    change = Change(
        library=loaded.whole,
        places=loaded.places,
        before=_cases(base, loaded, changed & before),
        ids=before,
        past=_ids(base.past_paths(CASES)) if present - before else frozenset(),
        present=present,
        paths=paths,
        stages=_stages(base) or loaded.whole.stages,
    )
    touched = _touched(paths)
    own = [one for one in loaded.findings if _is_touched(one.at.path, touched)]
    made = [one for one in change_findings(change) if not _is_accepted(one, loaded)]
    found = sorted((*own, *made), key=lambda one: one.sort_key)
    return Reviewed(tuple(found), len(loaded.findings) - len(own), touched)


def _touched(paths: Iterable[str]) -> frozenset[str]:
    """The paths that changed and the folders above them, as far as that of a case."""
    parts = [path.split("/") for path in paths]
    above = {"/".join(one[:depth]) for one in parts for depth in range(1, _CASE_DEPTH + 1)}
    return frozenset(above.union(paths))


def _is_touched(path: str, touched: frozenset[str]) -> bool:
    folder = "/".join(path.split("/")[:_CASE_DEPTH])
    return path in touched or (path.startswith(f"{CASES}/") and folder in touched)


def _is_accepted(finding: Finding, loaded: Loaded) -> bool:
    case_id = case_of_path(finding.at.path)
    case = loaded.whole.cases.get(case_id) if case_id else None
    return case is not None and is_accepted(finding.code, case, loaded.whole.today)


def _ids(paths: Iterable[str]) -> frozenset[CaseId]:
    """The cases whose submission is among the paths."""
    found = (case_of_path(path) for path in paths if path.endswith(f"/{INDEX}"))
    return frozenset(key for key in found if key is not None)


def _cases(base: Revision, loaded: Loaded, ids: Iterable[CaseId]) -> Mapping[CaseId, Case]:
    """Cases as they were; one that could not be read then has nothing to be compared with."""
    paths = {f"{CASES}/{key[:4]}/{key}/{INDEX}": key for key in sorted(ids)}
    found: dict[CaseId, Case] = {}
    for path, data in base.files(paths).items():
        record, _ = read_record(data, path)
        if record is not None:
            calls, audience = loaded.whole.calls, loaded.whole.site.audience
            found[paths[path]] = parse_case(record, paths[path], calls, audience).case
    return found


def _stages(base: Revision) -> Mapping[State, Stage]:
    """The states as the revision has them, so that a change does not allow itself a move."""
    path = f"{SETTINGS}/lifecycle.yml"
    data = base.files([path]).get(path)
    record = read_settings(data, path)[0] if data is not None else None
    return parse_stages(record) if record is not None else {}
