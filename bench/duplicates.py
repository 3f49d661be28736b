"""What `casebook duplicates` costs and finds in a large library: a few copies among many texts.

The texts are letters of real articles in random order, twenty lines each, so no two share a
passage; every hundredth is a copy of an earlier one with three lines in ten written anew. They
cost what texts of that length cost, and a pair that is found is a copy or a mistake.
"""

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from texts import STARTER, read_articles

ARCHIVE: Final = Path(__file__).parent.parent.parent / "shared/data/statutes-20k.tar.gz"
LINES: Final = 20
LENGTH: Final = 2500
REPLACED: Final = 6
A_COPY_IN: Final = 100
IN_A_YEAR: Final = 2000
HEAD: Final = "---\ntitle: 甲\ndate: 2020-01-01\nkind: case\n---\n\n"


def library(folder: Path, letters: str, count: int) -> set[tuple[str, str]]:
    """Write so many cases; the pairs of an original and its copy."""
    shutil.copytree(STARTER, folder)
    chance = random.Random(5)
    made: list[list[str]] = []
    pairs: set[tuple[str, str]] = set()
    for number in range(count):
        lines = ["".join(chance.choices(letters, k=LENGTH // LINES)) for _ in range(LINES)]
        if number % A_COPY_IN == A_COPY_IN - 1:
            first = number - A_COPY_IN // 2
            kept = chance.sample(range(LINES), LINES - REPLACED)
            lines = [made[first][at] if at in kept else line for at, line in enumerate(lines)]
            pairs.add((path(first), path(number)))
        made.append(lines)
        file = folder / path(number)
        file.parent.mkdir(parents=True)
        file.write_text(HEAD + "\n\n".join(lines) + "\n", encoding="utf-8")
    return pairs


def path(number: int) -> str:
    """The path of a case in the library."""
    year, rest = divmod(number, IN_A_YEAR)
    return f"cases/{2000 + year}/{2000 + year}-{rest:04}/index.md"


def measured(folder: Path) -> tuple[float, set[tuple[str, str]]]:
    """CPU seconds of the command, and the pairs that it tells."""
    command = [str(Path(sys.executable).parent / "casebook"), "duplicates", "--format", "json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, {(one["one"], one["other"]) for one in json.loads(done.stdout)}


def main(words: Sequence[str]) -> None:
    """Make the library, look for its copies, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--count", type=int, default=20_000)
    given = parser.parse_args(words)
    letters = "".join(one for one in "".join(read_articles(given.archive)) if one.isalnum())
    with TemporaryDirectory() as place:
        folder = Path(place) / "library"
        planted = library(folder, letters[:1_000_000], given.count)
        spent, found = measured(folder)
    recall = len(found & planted) / len(planted)
    wrong = 1000 * len(found - planted) / given.count
    print(
        f"{given.count} texts: {spent:.1f} CPU s; recall {recall:.3f}; {wrong:.2f} wrong in 1,000"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
