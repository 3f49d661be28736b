"""A library with volumes: every case with a method card and effects, each third with a table."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import texts

FONTS: Final = Path(__file__).parent.parent / ".casebook/fonts"
_VOLUME: Final = (
    "name: 案例汇编\nselect: {{years: [{years}]}}\nimprint: {{by: 编辑室, date: 2026-11-20}}\n"
)


def make(root: Path, count: int, articles: Sequence[str]) -> None:
    """Write a library of `count` cases, with a volume of all and one of each year."""
    texts.make(root, count, articles)
    for number in range(count):
        file = root / texts.case_path(number)
        front, _, body = file.read_text(encoding="utf-8").partition("\n---\n\n")
        more = {"method": _method(number, articles), "metrics": _metrics(number)}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in more.items()]
        table = _table(number, articles) if number % 3 == 0 else ""
        text = "\n".join((front, *lines, "---\n", body + table))
        file.write_text(text, encoding="utf-8")
    volumes = root / "site_config/volumes"
    volumes.mkdir()
    years = {"all": texts.YEARS, **{str(year): (year,) for year in texts.YEARS}}
    for name, some in years.items():
        text = _VOLUME.format(years=", ".join(map(str, some)))
        (volumes / f"{name}.yml").write_text(text, encoding="utf-8")
    shutil.copytree(FONTS, root / ".casebook/fonts", symlinks=True)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as host:
        host.write("\nsite_url: https://example.org/\n")


def _sentences(number: int, articles: Sequence[str]) -> list[str]:
    text = "".join(articles[(number + at) % len(articles)].partition("\n")[2] for at in range(8))
    return [one.strip()[:110] for one in text.split("。") if len(one.strip()) > 12]


def _method(number: int, articles: Sequence[str]) -> Mapping[str, Any]:
    problem, *rest = _sentences(number, articles)
    return {"problem": problem, "steps": rest[:4], "conditions": rest[4:6], "lessons": rest[6:8]}


def _metrics(number: int) -> list[Mapping[str, Any]]:
    names = (("平均用时", "分钟"), ("办理件数", "件"), ("一次办结", "%"))
    return [
        {"name": name, "before": 40 + number % 17, "after": 12 + number % 29, "unit": unit}
        for name, unit in names
    ]


def _table(number: int, articles: Sequence[str]) -> str:
    rows = (articles[(number + at) % len(articles)].partition("\n") for at in range(16))
    lines = [
        f"| {at} | {name} | {text.split('。')[0].strip()[:60]} |"
        for at, (name, _, text) in enumerate(rows)
    ]
    return (
        "\n| 序号 | 条目 | 内容 |\n|---|---|---|\n"
        + "\n".join(line.replace("\n", "") for line in lines)
        + "\n"
    )
