"""A change to a library: the working tree beside a revision of git, both read as data."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.app import Loaded
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


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The findings that a change answers for, how many others the library has, what changed."""

    findings: tuple[Finding, ...]
    rest: int
    paths: tuple[str, ...]

    def touches(self, path: str) -> bool:
        """Whether a path, or anything in the folder of its case, changed."""
        return _touches(self.paths, path)


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
    own = [one for one in loaded.findings if _touches(paths, one.at.path)]
    found = sorted((*own, *change_findings(change)), key=lambda one: one.sort_key)
    return Reviewed(tuple(found), len(loaded.findings) - len(own), paths)


def _touches(paths: Iterable[str], path: str) -> bool:
    """Whether a path, or anything in the folder of its case, is among those that changed."""
    folder = "/".join(path.split("/")[:3]) if path.startswith(f"{CASES}/") else path
    return any(one == folder or one.startswith(f"{folder}/") for one in paths)


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
