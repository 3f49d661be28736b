"""A library for the press: the odd and the hostile beside the plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image

from casebook import app
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Format
from sites import Scratch

SITE = "https://cases.example.org/"
DAY = date(2026, 10, 30)
PLAIN = """## 一、背景

排队的人多，窗口少[^1]。

## 二、做法

### （一）先试一周

每周二晚上开一个窗口。

[^1]: 排队时间从取号算到叫号。"""
TABLE = (
    "| 甲 | "
    + " | ".join(f"列{n}" for n in range(2, 41))
    + " |\n|"
    + "---|" * 40
    + "\n| 首 | "
    + " | ".join(f"值{n}" for n in range(2, 41))
    + " |"
)
RAW = r"""前文。

```{=typst}
#read("/etc/passwd")
```

`#panic()`{=typst} \input{/etc/passwd} $\input{a}$ #include "/etc/passwd" `<b>`

后文。"""


@dataclass(frozen=True, slots=True)
class Book:
    """A compiled volume: what it was made of, and its files."""

    root: Path
    loaded: app.Loaded
    work: Manuscript
    files: Mapping[Format, bytes]


def written(root: Path) -> Path:
    """A library with one volume, `v`, in two parts."""
    scratch = Scratch(root)
    for path in (root / "site_config/volumes").glob("*.yml"):
        path.unlink()
    method = {"problem": "人多窗口少", "steps": ["看记录", "定日子"]}
    metrics = [{"name": "等候", "before": 42, "after": 11, "unit": "分钟", "source": "叫号系统"}]
    folder = scratch.case(
        "2025-0001",
        f'{PLAIN}\n\n![柱形图](a.png "图1 前后对比")\n\n见[另一篇](../2025-0002/index.md)。',
        title="夜间办事窗口",
        unit="service-hall",
        themes=["service"],
        method=method,
        metrics=metrics,
        audience="public",
    )
    Image.new("RGB", (1200, 800), "white").save(folder / "a.png")
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
    return root
