"""Submissions to disk: a whole folder at once or nothing, and never over what is there."""

import errno
import os
import shutil
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from casebook.intake.targets import Carried
from casebook.model.ids import CaseId
from casebook.source.tree import CASES, INDEX


class Outcome(Enum):
    """What became of a submission."""

    ADOPTED = auto()
    PRESENT = auto()
    CHANGED = auto()


@dataclass(frozen=True, slots=True)
class Submission:
    """A case or an article ready to be written: its text, and the images that go beside it."""

    id: CaseId
    path: str
    text: str
    images: tuple[Carried, ...] = ()
    shelf: str = CASES


def compare(root: Path, top: Path, submission: Submission) -> Outcome:
    """Whether a submission is new, there word for word, or there with other words or images."""
    folder = folder_of(root, submission)
    if not folder.exists():
        return Outcome.ADOPTED
    try:
        same = (folder / INDEX).read_bytes() == submission.text.encode() and all(
            (folder / image.name).read_bytes() == (top / image.path).read_bytes()
            for image in submission.images
        )
    except OSError:
        same = False
    return Outcome.PRESENT if same else Outcome.CHANGED


def write(root: Path, top: Path, submission: Submission) -> None:
    """Write a new folder beside its place and move it there.

    Raises OSError, with nothing in place, where that cannot be done. The folder beside begins
    with a dot: readers of the library pass it over, and the next run starts it anew.
    """
    folder = folder_of(root, submission)
    if (root / submission.shelf).is_symlink() or folder.parent.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder.parent))
    beside = folder.with_name(f".adopt-{folder.name}")
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir(parents=True)
    (beside / INDEX).write_bytes(submission.text.encode())
    for image in submission.images:
        shutil.copyfile(top / image.path, beside / image.name, follow_symlinks=False)
    beside.rename(folder)


def folder_of(root: Path, submission: Submission) -> Path:
    """The folder of a submission; `shelf` is where those of its kind are kept."""
    return root / submission.shelf / submission.id[:4] / submission.id
