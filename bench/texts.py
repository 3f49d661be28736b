"""A library of so many cases, made of consecutive statute articles of public text.

Each case joins articles from one place onwards until it has about 2,500 characters, so its text
is real and in order; past the last article it goes on with the first. The next case begins one
article later, so neighbours share most of their articles. Where there are more cases than articles,
the next round begins its sections one article later: no two texts are the same, up to four rounds,
but no sentence is new. Titles are neutral.
"""

import argparse
import json
import re
import shutil
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from casebook.text.characters import hidden_characters

STARTER: Final = Path(__file__).parent.parent / "plugins" / "casebook" / "starter"
LENGTH: Final = 2500
IN_A_SECTION: Final = 4
YEARS: Final = tuple(range(2016, 2026))
UNITS: Final = 40
THEMES: Final = ("service", "paperwork", "community", "data", "volunteer", "learning")
_TITLE = re.compile(r'^title: "(?P<title>.*)"$', re.MULTILINE)


def read_articles(archive: Path) -> list[str]:
    """The articles of the archive in the order of their paths; the first line is the number."""
    with tarfile.open(archive) as tar:
        # In the order of the archive: to go back in a compressed one means to begin anew.
        texts = {
            member.name: stream.read() for member in tar if (stream := tar.extractfile(member))
        }
    return [_article(texts[name].decode("utf-8")) for name in sorted(texts)]


def _article(text: str) -> str:
    front, _, rest = text.removeprefix("---\n").partition("\n---\n")
    match = _TITLE.search(front)
    title = match["title"].rpartition(" ")[2] if match else ""
    lines = [line for line in rest.strip().split("\n") if not line.startswith("# ")]
    section = f"{title}\n" + "\n".join(lines).strip() + "\n"
    # The collection holds characters that nobody can see; every case is to reach the site.
    for hidden in hidden_characters(section):
        section = section.replace(hidden.character, "")
    return section


def body(articles: Sequence[str], start: int) -> str:
    """Consecutive articles from a place onwards, together at least `LENGTH` characters."""
    parts: list[str] = []
    turn = start // len(articles)
    length = 0
    while length < LENGTH:
        number, _, text = articles[(start + len(parts)) % len(articles)].partition("\n")
        mark = f"## {number}起" if (len(parts) + turn) % IN_A_SECTION == 0 else f"**{number}**"
        parts.append(f"{mark}\n\n{text.strip()}\n")
        length += len(parts[-1])
    return "\n".join(parts)


def values(number: int, text: str) -> Mapping[str, Any]:
    """The front matter of a case: fifteen fields, as a unit would fill them in."""
    year = YEARS[number % len(YEARS)]
    summary = next(line for line in text.split("\n") if line and line[0] not in "#*")[:120]
    return {
        "title": f"项目{number:04d}",
        "date": f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "unit": f"unit-{number % UNITS + 1}",
        "kind": "case",
        "themes": [THEMES[number % len(THEMES)]],
        "scenes": ["office"],
        "call": "plain",
        "authors": ["编写组"],
        "summary": summary,
        "beneficiaries": "来办事的人",
        "state": "admitted",
        "batch": f"{year}-1",
        "admitted": f"{year}-12-30",
        "audience": "public",
        "source": "公开的法律条文",
    }


def case_path(number: int) -> str:
    """Where a case lies below the root of the library."""
    year = YEARS[number % len(YEARS)]
    return f"cases/{year}/{year}-{number // len(YEARS) + 1:04d}/index.md"


def make(root: Path, count: int, articles: Sequence[str]) -> None:
    """Write a library of `count` cases below a folder, which is emptied first."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(STARTER, root)
    registry = root / "site_config/registry"
    units = [{"id": f"unit-{n}", "name": f"单位{n:02d}"} for n in range(1, UNITS + 1)]
    batches = [{"id": f"{y}-1", "name": f"{y} 年第一批", "date": f"{y}-12-30"} for y in YEARS]
    (registry / "units.yml").write_text(json.dumps({"units": units}), encoding="utf-8")
    (registry / "batches.yml").write_text(json.dumps({"batches": batches}), encoding="utf-8")
    for number in range(count):
        text = body(articles, number)
        file = root / case_path(number)
        file.parent.mkdir(parents=True)
        front = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in values(number, text).items()
        )
        file.write_text(f"---\n{front}---\n\n{text}", encoding="utf-8")


def main() -> None:
    """Make one library: `python bench/texts.py ARCHIVE COUNT DIR`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("root", type=Path)
    given = parser.parse_args()
    make(given.root, given.count, read_articles(given.archive))


if __name__ == "__main__":
    main()
