"""A library for the press: the odd and the hostile beside the plain."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from casebook import app
from casebook.model.volume import Format
from casebook.press.manuscript import Manuscript
from sites import Scratch, Values

SITE = "https://cases.example.org/"
DAY = date(2026, 10, 30)
# What must not be printed, each standing in one place only.
SECRETS = (
    "内部附件玄武",
    "0000-55550177",
    "评审意见朱雀",
    "审查单位青龙",
    "内部的一篇白虎，还没有定下来，不该印出来。",
)
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


EVERYTHING = """## 一、跳级的标题

##### 跳了两级

###### 又下一级

#### 回到中间

---

| 只有表头 | 没有行 |
|---|---|

| 左 | 中 | 右 |
|:---|:---:|---:|
| `代码` | **粗** | ~~删~~ |
| 一行 | *斜* | [链接](https://example.org/) |

***

> 引文里有表：
>
> | 甲 | 乙 |
> |---|---|
> | 1 | 2 |
>
> > 第二层引文
> >
> > - 列表
> >   1. 下一层
> >
> >      ```python
> >      print("代码")
> >      ```
>
> ## 引文里的标题

- [x] 做完的
- [ ] 没做完的

  第二段

7. 从七开始
8. 下一个

> [!NOTE]
> 提示里有脚注[^甲]，也有 `#panic()`。

![行内](图1.png)一行字里有图。

![柜台](图1.png "图2 柜台")

![门](高.png)

| 图 | 字 |
|---|---|
| ![牌](宽.webp) | 字 |

|  | 空 |
|---|---|
|  |  |

    缩进的代码 #let a = 1

| 次数 | 日期 | 到场 | 搬出红标用时（分钟） | 发现的毛病 |
|---|---|---:|---:|---|
| 第一次 | 2024年11月22日 | 4人 | 47 | 找钥匙用去11分钟；借来的车比门框宽2厘米，进不去 |
| 第二次 | 2025-01-17 | 4人 | 29 | 标贴在柜顶，人多时挡住看不见 |

行末换行\\
https://example.org/a/very/long/address/that/goes/on/and/on/until/it/does/not/fit/on/a/line

$a_1 + b$ \\* @标签 <https://example.org/> &amp; &#x4E2D; “引号”——……

[^甲]: 脚注里有列表[^乙]：

    - 一
    - 二

    ---

[^乙]: 注里的注[^丙]。

[^丙]: 第三层[^甲]。

"""
# What is too long for a line, and what too wide for a cell.
LONG = (
    f"```\n{'abcdefgh' * 30}\n```\n\n填写人{'…' * 120}，填写日期{'—' * 120}。\n\n"
    "| 图 | 字 | 字 | 字 | 字 |\n|---|---|---|---|---|\n"
    "| ![门牌](宽.webp) | 这一栏的字要看得见 | 字 | 字 | 字 |\n"
)


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
        f'{PLAIN}\n\n![柱形图](a.png "图1 前后对比")\n\n'
        "见[另一篇](../2025-0002/index.md)和[表](hours.csv)。",
        title="夜间办事窗口",
        unit="service-hall",
        themes=["service"],
        method=method,
        metrics=metrics,
        effect_note="排得短了才算有效。",
        audience="public",
        attachments=[
            {"file": "hours.csv", "title": "开窗时间"},
            {"file": "inner.csv", "title": SECRETS[0], "audience": "intranet"},
        ],
        contacts=[{"name": "周某某", "phone": SECRETS[1]}],
        remarks=[SECRETS[2]],
        clearance={"by": SECRETS[3], "date": "2025-06-30", "scope": "public"},
    )
    for name in ("hours.csv", "inner.csv"):
        (folder / name).write_text("日期,时间\n周二,18时\n", encoding="utf-8")
    Image.new("RGB", (1200, 800), "white").save(folder / "a.png")
    more = {
        "2025-0002": ("重庆路的一张表", f"表在下面。\n\n{TABLE}\n\n表在上面。"),
        "2025-0003": (
            "长词",
            f"词：{'A' * 200}，完。\n\n| 词 | 数 |\n|---|---|\n| {'B' * 200} | 1 |",
        ),
        "2025-0004": ("括号", "[" * 200 + "中" + "]" * 200),
        "2025-0005": ("生标记", RAW),
        "2025-0006": ("生僻字", "镕喆堃翀䶮昇珺犇㎡。"),
    }
    about: Values = {"unit": "archives", "themes": ["records"], "audience": "public"}
    every = scratch.case("2025-0008", f"{EVERYTHING}{LONG}", title="样样都有", **about)
    Image.new("RGB", (600, 400), "grey").save(every / "图1.png")
    Image.new("RGB", (800, 4000), "grey").save(every / "高.png")
    Image.new("RGB", (1200, 300), "grey").save(every / "宽.webp")
    for key, (title, body) in more.items():
        scratch.case(key, body, title=title, **about)
    scratch.case("2025-0007", SECRETS[4], title="内部", audience="intranet")
    (scratch.root / "site_config/volumes").mkdir(exist_ok=True)
    (scratch.root / "site_config/volumes/v.yml").write_text(
        "name: 测试汇编\nselect: {years: [2025]}\nforeword: 开头的话。\n"
        "parts:\n  - {name: 窗口, select: {themes: [service]}}\n"
        "  - {name: 其余, select: {themes: [records]}}\n"
        'appendices:\n  - {name: 用语说明, text: "窗口：办事的地方。\\n叫号：按次序办。"}\n'
        "  - {name: 征集办法, text: 每年征集一次。}\n"
        "imprint: {by: 甲室, date: 2026-10-30}\n",
        encoding="utf-8",
    )
    return root


def text_of(data: bytes | None) -> str:
    """All words of a PDF, without what stands between them."""
    assert data is not None
    return "".join("".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages).split())
