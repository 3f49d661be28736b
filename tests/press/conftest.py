"""One volume, compiled once for all tests: the odd and the hostile beside the plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.press.fonts import Fonts, NoFontError, find_fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Format, print_volume
from casebook.press.volumes import prepared
from findings.builders import png
from sites import ROOT, TODAY, Scratch

SITE = "https://cases.example.org/"
DAY = date(2026, 10, 30)
PLAIN = "## 一、背景\n\n排队的人多，窗口少[^1]。\n\n## 二、做法\n\n### （一）先试一周\n\n每周二晚上开一个窗口。\n\n[^1]: 排队时间从取号算到叫号。"
TABLE = "| 甲 | " + " | ".join(f"列{n}" for n in range(2, 41)) + " |\n|" + "---|" * 40 + "\n| 首 | " + " | ".join(f"值{n}" for n in range(2, 41)) + " |"
RAW = "前文。\n\n```{=typst}\n#read(\"/etc/passwd\")\n```\n\n`#panic()`{=typst} \\input{/etc/passwd} $\\input{a}$ #include \"/etc/passwd\" `<b>`\n\n后文。"


@dataclass(frozen=True, slots=True)
class Book:
    """A compiled volume: what it was made of, and its files."""

    root: Path
    loaded: app.Loaded
    work: Manuscript
    files: Mapping[Format, bytes]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    try:
        return find_fonts(ROOT)
    except NoFontError as error:
        pytest.skip(f"no font for {error}; make test brings them")


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, fonts: Fonts) -> Book:
    root = tmp_path_factory.mktemp("press") / "library"
    scratch = Scratch(root)
    for path in (root / "site_config/volumes").glob("*.yml"):
        path.unlink()
    _write(scratch)
    loaded = app.load(root, TODAY, catalogue)
    volume = next(iter(loaded.library.volumes.values()))
    work = prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)
    return Book(root, loaded, work, print_volume(root, work, list(Format), fonts, DAY))


def _write(scratch: Scratch) -> None:
    method = {"problem": "人多窗口少", "steps": ["看记录", "定日子"]}
    metrics = [{"name": "等候", "before": 42, "after": 11, "unit": "分钟", "source": "叫号系统"}]
    folder = scratch.case(
        "2025-0001",
        f'{PLAIN}\n\n![柱形图](a.png "图1 前后对比")\n\n见[另一篇](../2025-0002/index.md)。',
        title="夜间办事窗口", unit="service-hall", themes=["service"],
        method=method, metrics=metrics, audience="public",
    )
    (folder / "a.png").write_bytes(png(1200, 800))
    more = {
        "2025-0002": ("重庆路的一张表", f"表在下面。\n\n{TABLE}\n\n表在上面。"),
        "2025-0003": ("长词", "词：" + "A" * 200 + "，完。"),
        "2025-0004": ("括号", "[" * 200 + "中" + "]" * 200),
        "2025-0005": ("生标记", RAW),
        "2025-0006": ("生僻字", "镕喆堃翀䶮昇珺犇㎡。"),
    }
    for key, (title, body) in more.items():
        scratch.case(key, body, title=title, unit="archives", themes=["records"], audience="public")
    scratch.case("2025-0007", "内部的一篇，不该印出来。", title="内部", audience="intranet")
    (scratch.root / "site_config/volumes").mkdir(exist_ok=True)
    (scratch.root / "site_config/volumes/v.yml").write_text(
        "name: 测试汇编\nselect: {years: [2025]}\nforeword: 开头的话。\n"
        "parts:\n  - {name: 窗口, select: {themes: [service]}}\n"
        "  - {name: 其余, select: {themes: [records]}}\n"
        "imprint: {by: 甲室, date: 2026-10-30}\n",
        encoding="utf-8",
    )
