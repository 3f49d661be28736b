"""When the states of cases changed, from the history of the main line; nothing else of it.

Two questions to git for all cases together: which versions of which files there were, and what
stands in those of files with more than one. Names and messages are not asked for. What stands in
a version never changes, so it is written down in the folder of git, where nothing is published
from, and read once.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import IO, Final

from casebook.model.ids import CaseId, case_of_path
from casebook.model.move import Moves, moves_of
from casebook.model.terms import State
from casebook.source.git import is_shallow, lines
from casebook.source.writing import write_whole

_LOG: Final = (
    "log", "--first-parent", "-m", "--no-renames", "--no-show-signature", "--raw", "-z",
    "--no-abbrev", "--relative", "--format=%x01%ct", "--", "cases",
)  # fmt: skip
# A clone without its blobs must not fetch them: a build asks no network.
_CAT: Final = ("-c", "protocol.allow=never", "cat-file", "--batch", "--buffer")
_FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---", re.DOTALL | re.MULTILINE)
_STATE = re.compile(rb"^state[ \t]*:[ \t]*[\"']?([a-z]+)", re.MULTILINE)
_KEPT: Final = "casebook-states"
_LINE = re.compile(r"^([0-9a-f]{40,64}) ([a-z]+|-)$", re.MULTILINE | re.ASCII)
_STATES: Final = {str(state).encode(): state for state in State}
Versions = list[tuple[int, str]]


def state_moves(root: Path, zone: tzinfo) -> Moves:
    """The moves of every case by the days of a time zone; none without a whole history."""
    if is_shallow(root):
        return {}
    versions = {key: found for key, found in _versions(root).items() if len(found) > 1}
    states = _known(root, {blob for found in versions.values() for _, blob in found})
    return {
        key: moves
        for key, found in versions.items()
        if (moves := moves_of(_dated(reversed(found), states, zone)))
    }


def _dated(
    versions: Iterable[tuple[int, str]], states: Mapping[str, State | None], zone: tzinfo
) -> Iterator[tuple[date, State]]:
    for moment, blob in versions:
        if state := states.get(blob):
            yield datetime.fromtimestamp(moment, zone).date(), state


def _versions(root: Path) -> Mapping[CaseId, Versions]:
    """The versions of every case since it was last added: time and blob, the newest first."""
    found: dict[CaseId, Versions] = {}
    closed: set[CaseId] = set()
    moment, change = 0, ""
    for part in lines(root, *_LOG):
        token = part.lstrip("\n")
        if token.startswith("\x01"):
            moment = int(token[1:])
        elif token.startswith(":"):
            change = token
        elif (key := case_of_path(token)) and key not in closed:
            _, _, _, blob, status = change.split(" ")
            if status != "D":
                found.setdefault(key, []).append((moment, blob))
            if status in {"A", "D"}:
                closed.add(key)
    return found


def _known(root: Path, blobs: set[str]) -> Mapping[str, State | None]:
    """The states in these blobs, as written down before or as read now."""
    path = lines(root, "rev-parse", "--git-path", _KEPT)
    file = root / path[0].strip() if path else None
    known = dict(_kept(file)) if file else {}
    if missing := blobs - known.keys():
        known |= {**dict.fromkeys(missing), **dict(_states(root, missing))}
        if file:
            _keep(file, {blob: known[blob] for blob in blobs})
    return known


def _kept(file: Path) -> Iterator[tuple[str, State | None]]:
    try:
        text = file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return
    for match in _LINE.finditer(text):
        yield match[1], _STATES.get(match[2].encode())


def _keep(file: Path, known: Mapping[str, State | None]) -> None:
    """Write down what is known; a folder of git that cannot be written to costs time, no more."""
    text = "".join(f"{blob} {state or '-'}\n" for blob, state in sorted(known.items()))
    try:
        write_whole(file, text.encode("ascii"))
    except OSError:
        return


def _states(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, State]]:
    """The state that stands in the front matter of each blob, if one does."""
    with tempfile.TemporaryFile() as asked:
        asked.write("".join(f"{blob}\n" for blob in sorted(blobs)).encode())
        asked.seek(0)
        command = ["git", "-C", str(root), *_CAT]
        try:
            git = subprocess.Popen(  # noqa: S603 (no shell, fixed words)
                command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            return
        with git:
            if git.stdout is not None:
                yield from _answers(git.stdout)


def _answers(stream: IO[bytes]) -> Iterator[tuple[str, State]]:
    for head in stream:
        blob, *facts = head.decode().split()
        if facts[0] != "blob":
            continue
        data = stream.read(int(facts[1]) + 1)
        front = _FRONT.match(data)
        state = _STATE.search(front[1]) if front else None
        if state and state[1] in _STATES:
            yield blob, _STATES[state[1]]
