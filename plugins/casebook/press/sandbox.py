"""Child processes that read what contributors wrote: little memory, little time, no secrets."""

import json
import os
import resource
import select
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

import pypandoc

CPU_SECONDS: Final = 600
# By the clock: other programs may run beside a tool.
_LONGEST: Final = 2 * CPU_SECONDS
_PASSED: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR")
_MOST_OF_OUTPUT: Final = 2000


class PressError(Exception):
    """A tool of the press broke off; the message is what it said last, in one line."""


def run(
    command: Sequence[str | Path], folder: Path, *, memory: int, more: Mapping[str, str]
) -> None:
    """Run a tool in a folder within its limits; `memory` in bytes, 0 for none of ours.

    Raises PressError where it fails or runs out of its limits.
    """
    try:
        done = subprocess.run(  # noqa: S603 (our own command)
            [str(word) for word in command],
            cwd=folder,
            env={**_environment(), **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_LONGEST,
            preexec_fn=_limits(memory),
        )
    except subprocess.TimeoutExpired as error:
        raise PressError(type(error).__name__) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-_MOST_OF_OUTPUT:]
        raise PressError(" ".join(f"{_killer(done.returncode)} {said}".split()))


class Running:
    """A tool that stays, in a folder and within its limits; it does its work when it is asked.

    It answers each line with one, a JSON text of what went wrong, empty where nothing did.
    """

    def __init__(self, command: Sequence[str], folder: Path, *, memory: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own command)
            command,
            cwd=folder,
            env=_environment(),
            # An answer held back in a buffer is none that can be waited for.
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=_limits(memory),  # noqa: PLW1509 (no other thread runs here)
        )

    def __enter__(self) -> Self:
        """It is running."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    @property
    def has_ended(self) -> bool:
        """Whether it can be asked no more."""
        return self._process.poll() is not None

    def ask(self) -> None:
        """Have the work done; raises PressError where that fails or the tool has ended."""
        given, taken = self._process.stdin, self._process.stdout
        if given is None or taken is None:
            raise PressError
        with suppress(BrokenPipeError):
            given.write(b"\n")
            given.flush()
        # It says all of a line at once: whoever has begun to answer does not keep us.
        if not select.select([taken], [], [], _LONGEST)[0]:
            self._process.kill()
        line = taken.readline()
        if not line.endswith(b"\n"):
            code = self._process.wait()
            raise PressError(_killer(code) or f"exit {code}")
        if said := json.loads(line):
            raise PressError(" ".join(said.split()))


def run_pandoc(arguments: Sequence[str], folder: Path, more: Mapping[str, str]) -> None:
    """Run pandoc in a folder within its limits; raises PressError."""
    # Memory is limited by GHC itself: it reserves far more addresses than it ever uses. With room
    # for 64 MB between its collections it needs less time.
    command = [pypandoc.get_pandoc_path(), "+RTS", "-M2g", "-A64m", "-RTS", *arguments]
    run(command, folder, memory=0, more=more)


def _killer(code: int) -> str:
    """The signal that ended a process; nothing where it ended by itself."""
    return signal.Signals(-code).name if code < 0 else ""


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED if name in os.environ}


def _limits(memory: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    return limit
