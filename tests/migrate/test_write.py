"""A migration that is killed at any file leaves a library that the next run brings home."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.cli.main import main
from casebook.model.terms import Audience
from sites import build_site, files

# Runs the command and dies at the given exchange of a file, before or after it is made.
KILLED = """
import os, pathlib, signal, sys
from casebook.cli import main
left, late = int(sys.argv[2]), sys.argv[3] == "late"
real = pathlib.Path.replace
def replace(self, target):
    global left
    left -= 1
    if left == 0 and not late:
        os.kill(os.getpid(), signal.SIGKILL)
    done = real(self, target)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
pathlib.Path.replace = replace
main(["migrate", "--root", sys.argv[1]])
"""
# Two calls, the lifecycle, two taxonomies, and the site last.
_CHANGED = 6


def migrated(root: Path) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(["migrate", "--root", str(root)])
    return ended.value.code


@pytest.mark.parametrize("moment", ["early", "late"])
@pytest.mark.parametrize("number", [1, 3, 5, 6])
def test_a_killed_migration_is_finished_by_the_next(
    old: Path, new: Path, number: int, moment: str
) -> None:
    before, after = files(old), files(new)
    command = [sys.executable, "-c", KILLED, str(old), f"{number}", moment]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL
    kept = {path: data for path, data in files(old).items() if not path.endswith(".part")}
    assert all(data in {before.get(path), after[path]} for path, data in kept.items())
    assert len([path for path in after if before.get(path) != after[path]]) == _CHANGED
    if not (number == _CHANGED and moment == "late"):
        assert kept["site_config/site.yml"] == before["site_config/site.yml"]
    assert migrated(old) == 0
    assert files(old) == after


def test_a_migrated_library_gives_the_site_of_its_twin(
    old: Path, new: Path, tmp_path: Path
) -> None:
    assert migrated(old) == 0
    sites = [build_site(root, tmp_path / f"{root.name}-site") for root in (old, new)]
    assert files(sites[0].folder) == files(sites[1].folder)
    shown = set(sites[0].loaded.library.cases)
    assert shown == {"2025-0001", "2025-0002", "2025-0003"}
    assert not (sites[0].folder / "cases/2025-0003").exists()
    inside = build_site(old, tmp_path / "inside", Audience.INTRANET)
    assert not (inside.folder / "cases/2025-0003").exists()
