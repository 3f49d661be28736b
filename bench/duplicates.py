"""What `casebook duplicates` costs and finds in a large library: a few copies among many texts.

    make bench-duplicates       BENCH="--count 2000" for a short run

Every text is one article of a statute as it stands, so most are short; of those with ten lines or
more a copy is added, three lines in ten of it taken from another. What else is found are articles
that resemble each other in truth, and is only counted. On longer texts: docs/benchmarks/search.md.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from build import ARCHIVE
from meter import measured
from texts import STARTER, read_articles

MANY_LINES: Final = 10
IN_A_YEAR: Final = 2000
HEAD: Final = "---\ntitle: 项目{number:05}\ndate: 2020-01-01\nkind: case\n---\n\n"


def library(folder: Path, articles: Sequence[str], count: int) -> set[tuple[str, str]]:
    """Write so many cases, the copies among them last; the pairs of an original and its copy."""
    shutil.copytree(STARTER, folder)
    texts = [article.partition("\n")[2].split("\n\n") for article in articles[:count]]
    long = [number for number, lines in enumerate(texts) if len(lines) >= MANY_LINES]
    texts = texts[: count - len(long)]
    pairs: set[tuple[str, str]] = set()
    originals = [number for number in long if number < len(texts)]
    for number, other in zip(originals, reversed(originals), strict=True):
        lines = list(texts[number])
        for at in range(0, len(lines) * 3 // 10 * 3, 3):
            lines[at] = texts[other][at % len(texts[other])]
        pairs.add((path(number), path(len(texts))))
        texts.append(lines)
    for number, lines in enumerate(texts):
        file = folder / path(number)
        file.parent.mkdir(parents=True)
        head = HEAD.format(number=number)
        file.write_text(head + "\n\n".join(lines) + "\n", encoding="utf-8")
    return pairs


def path(number: int) -> str:
    """The path of a case in the library."""
    year, rest = divmod(number, IN_A_YEAR)
    return f"cases/{2000 + year}/{2000 + year}-{rest:04}/index.md"


def main(words: Sequence[str]) -> None:
    """Make the library, look for its copies, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, default=ARCHIVE)
    parser.add_argument("--count", type=int, default=20_000)
    given = parser.parse_args(words)
    with TemporaryDirectory() as place:
        folder, out = Path(place) / "library", Path(place) / "found.json"
        planted = library(folder, read_articles(given.archive), given.count)
        command = f"{sys.executable} -m casebook duplicates --format json > {out}; test $? -lt 2"
        told = measured(["sh", "-c", command], folder, Path(place) / "log")
        found = {(one["one"], one["other"]) for one in json.loads(out.read_text("utf-8"))}
    print(
        f"{given.count} texts: {told['cpu']:.1f} CPU s, {told['rss']} MB;"
        f" {len(found & planted)} of {len(planted)} copies found,"
        f" {len(found - planted)} other pairs that resemble each other"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
