"""The same library on the same day gives the same bytes, wherever and however it is built."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from publish.edits import append
from sites import BIN, copy_sample, files

TODAY: Final = "2026-11-01"


@dataclass(frozen=True, slots=True)
class Machine:
    """What differs between two machines and two moments, but for the library and its day."""

    place: str
    epoch: str
    touched: int
    umask: int
    locale: str
    zone: str
    seed: str


ONE: Final = Machine("a/library", "1700000000", 1_600_000_000, 0o022, "C.UTF-8", "UTC", "1")
OTHER: Final = Machine(
    "别处/b/c/案例 库", "1800000000", 1_500_000_000, 0o077, "POSIX", "America/Caracas", "77"
)


def library(machine: Machine, top: Path) -> Path:
    """The sample; its files were written in another order and at other times on each machine."""
    root = top / machine.place
    copy_sample(root)
    for at, path in enumerate(sorted(root.rglob("*.md"), reverse=machine is OTHER)):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(path, (machine.touched, machine.touched + at))
    return root


def build(machine: Machine, root: Path, *words: str | Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root.parent),
        "XDG_CACHE_HOME": str(root.parent / "cache"),
        "SOURCE_DATE_EPOCH": machine.epoch,
        "LC_ALL": machine.locale,
        "TZ": machine.zone,
        "PYTHONHASHSEED": machine.seed,
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [BIN / "casebook", "build", "--today", TODAY, *words]
    done = subprocess.run(
        command, cwd=root, env=environment, umask=machine.umask, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = library(ONE, tmp_path_factory.mktemp("one"))
    build(ONE, root, "--no-cache", "--jobs", "1")
    return files(root / "site")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_another_machine_and_moment_give_the_same_bytes(
    expected: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    root = library(OTHER, tmp_path)
    build(OTHER, root, "--no-cache", "--jobs", jobs)
    assert_same(expected, files(root / "site"))


def test_a_build_that_takes_from_the_cache_there_does_too(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    root = library(OTHER, tmp_path)
    case = "cases/2026/2026-0001/index.md"
    before = (root / case).read_bytes()
    append(case, "\n又一句。\n")(root)
    build(OTHER, root)
    assert files(root / "site") != expected
    (root / case).write_bytes(before)
    build(OTHER, root, "--jobs", "2")
    assert_same(expected, files(root / "site"))
    # Nor does it matter that no page is there yet.
    build(OTHER, root, "--output", root.parent / "again")
    assert_same(expected, files(root.parent / "again"))


def assert_same(expected: dict[str, bytes], made: dict[str, bytes]) -> None:
    assert made.keys() == expected.keys()
    assert [path for path, data in expected.items() if made[path] != data] == []
