"""The folders of contributors: what lies where, and what must not lie there."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.findings import Finding
from casebook.model.ids import CASE_ID, CaseId
from casebook.record import Place, RawFile, RawRecord
from casebook.source.decode import MOST_BYTES, too_large
from casebook.source.files import inspect
from casebook.source.front_matter import read_record
from casebook.source.opening import opened
from casebook.source.strays import hint_for
from casebook.text.filenames import folded, is_portable

CASES = "cases"
INDEX = "index.md"
TEMPLATE = "TEMPLATE.md"
_DESK_LITTER = {"thumbs.db", "desktop.ini"}


Signature = tuple[tuple[str, int, int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one submission."""

    place: str
    path: str
    id: CaseId

    def signature(self) -> Signature:
        """Name, mode, size, inode and both times of change in nanoseconds of what lies in it.

        While that stays the same, so do the files, as far as the system tells. It is empty where
        the folder cannot be read; that is told when it is.
        """
        try:
            with os.scandir(self.place) as scan:
                return tuple(sorted(_state(entry) for entry in scan))
        except OSError:
            return ()


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission: its path and id, the record in it or None, what reading it found."""

    path: str
    id: CaseId
    record: RawRecord | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The bytes of a submission's file, or None, what the files beside it are, and findings."""

    data: bytes | None
    files: tuple[RawFile, ...]
    findings: tuple[Finding, ...]


def read_template(root: Path, folder: str = CASES) -> str:
    """The body of the form for new cases or articles, or nothing where there is no form."""
    try:
        with opened(root, f"{folder}/{TEMPLATE}") as stream:
            text = stream.read().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return text.rpartition("\n---\n")[2]


def case_folders(root: Path, folder: str = CASES) -> Iterator[Folder | Finding]:
    """Every submission below a folder by years, in the order of paths; what is stray is told of.

    The folder is that of the cases, or of the articles of a column; one that is not there is
    empty, and so is a link, which is told of where all paths are looked at.
    """
    top = root / folder
    if folder != CASES and (top.is_symlink() or top.parent.is_symlink() or not top.is_dir()):
        return
    for year in _children(top, folder):
        if isinstance(year, Finding):
            yield year
        elif year.is_dir() and year.name.isascii() and year.name.isdecimal():
            yield from _folders_of_year(Path(year.path), f"{folder}/{year.name}")
        elif year.name != TEMPLATE:
            yield _stray(f"{folder}/{year.name}")


def article_folders(root: Path, content: str) -> Iterator[str]:
    """Every folder below the hand-written pages that is named as that of an article is."""
    for folder, names, _ in os.walk(root / content):
        names.sort()
        path = Path(folder).relative_to(root).as_posix()
        year = path.rpartition("/")[2]
        for name in names:
            if (match := CASE_ID.fullmatch(name)) and match["year"] == year:
                yield f"{path}/{name}"


def hostile_paths(root: Path, folder: str) -> Iterator[Finding]:
    """Links, submodules and unfit names anywhere below a folder that is published as it is."""
    top = root / folder
    if top.is_symlink():
        yield Finding(code="CB018", at=Place(folder))
    elif top.is_dir():
        for child in _children(top, folder):
            if isinstance(child, Finding):
                yield child
            elif child.is_dir():
                yield from hostile_paths(root, f"{folder}/{child.name}")


def gather(folder: Folder) -> Gathered:
    """What lies in the folder of a submission, read but not yet understood."""
    findings: list[Finding] = []
    files: list[RawFile] = []
    data: bytes | None = None
    has_index = False
    for child in _children(folder.place, folder.path):
        if isinstance(child, Finding):
            findings.append(child)
        elif child.name == INDEX:
            has_index = True
            data = _bytes(child, f"{folder.path}/{INDEX}", findings)
        elif child.is_dir():
            findings.append(_stray(f"{folder.path}/{child.name}", "folder"))
        else:
            _inspect(child, folder.path, files, findings)
    if not has_index and all(one.at.path != f"{folder.path}/{INDEX}" for one in findings):
        findings.append(_stray(folder.path, "no_index", [one.name for one in files]))
    return Gathered(data, tuple(files), tuple(findings))


def read_gathered(folder: Folder, gathered: Gathered) -> tuple[RawRecord | None, list[Finding]]:
    """The record of a submission, or None, with every finding about its folder and file."""
    if gathered.data is None:
        return None, list(gathered.findings)
    record, more = read_record(gathered.data, f"{folder.path}/{INDEX}", gathered.files)
    return record, [*gathered.findings, *more]


def read_cases(root: Path, folder: str = CASES) -> Iterator[Submission | Finding]:
    """Every submission below a folder as `case_folders` gives them, read."""
    for one in case_folders(root, folder):
        if isinstance(one, Finding):
            yield one
        else:
            record, findings = read_gathered(one, gather(one))
            yield Submission(one.path, one.id, record, tuple(findings))


def _folders_of_year(year: Path, path: str) -> Iterator[Folder | Finding]:
    for child in _children(year, path):
        if isinstance(child, Finding):
            yield child
        elif (
            child.is_dir()
            and (match := CASE_ID.fullmatch(child.name))
            and match["year"] == year.name
        ):
            yield Folder(child.path, f"{path}/{child.name}", CaseId(child.name))
        else:
            yield _stray(f"{path}/{child.name}")


def _state(entry: os.DirEntry[str]) -> tuple[str, int, int, int, int, int]:
    stat = entry.stat(follow_symlinks=False)
    times = stat.st_mtime_ns, stat.st_ctime_ns
    return entry.name, stat.st_mode, stat.st_size, stat.st_ino, *times


def _bytes(child: os.DirEntry[str], path: str, findings: list[Finding]) -> bytes | None:
    try:
        if (size := child.stat(follow_symlinks=False).st_size) > MOST_BYTES:
            findings.append(too_large(path, size))
            return None
        with open(child.path, "rb", buffering=0) as stream:  # noqa: PTH123 (a Path for each of 20,000 files costs a second)
            return stream.read()
    except OSError:
        findings.append(Finding(code="CB023", at=Place(path)))
        return None


def _stray(path: str, detail: str = "stray", names: Sequence[str] = ()) -> Finding:
    """A finding about what lies at a path; `names` are those of the files in a folder."""
    params = {"detail": detail, **hint_for(names)}
    return Finding(code="CB025", at=Place(path), params=params)


def _inspect(
    child: os.DirEntry[str], path: str, files: list[RawFile], findings: list[Finding]
) -> None:
    try:
        files.append(inspect(Path(child.path), child.name))
    except OSError:
        findings.append(Finding(code="CB023", at=Place(f"{path}/{child.name}")))


def _children(folder: Path | str, path: str) -> Iterator[os.DirEntry[str] | Finding]:
    """What lies in a folder, by name; hidden files are passed over, hostile ones are findings."""
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        yield Finding(code="CB023", at=Place(path))
        return
    taken: dict[str, str] = {}
    for entry in entries:
        if entry.name == ".git" and path.count("/"):
            yield Finding(code="CB019", at=Place(path))
        if entry.name.startswith(".") or folded(entry.name) in _DESK_LITTER:
            continue
        yield _judged(entry, f"{path}/{entry.name}", taken)


def _judged(
    entry: os.DirEntry[str], path: str, taken: dict[str, str]
) -> os.DirEntry[str] | Finding:
    other = taken.setdefault(folded(entry.name), entry.name)
    if entry.is_symlink():
        return Finding(code="CB018", at=Place(path))
    if other != entry.name:
        return Finding(code="CB021", at=Place(path), params={"other": other})
    if not is_portable(entry.name) or not entry.name.isprintable():
        return Finding(code="CB022", at=Place(path), params={"name": entry.name})
    if not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)):
        return Finding(code="CB023", at=Place(path))
    return entry
