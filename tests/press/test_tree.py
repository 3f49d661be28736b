"""The tree of a text is the one that pandoc itself makes of the HTML."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casebook.press.sandbox import run_pandoc
from casebook.press.tree import tree
from casebook.render.links import Target, close_links
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from press_book import Book
from shared import members, real

LABELS = read_catalogue().phrases
AT_ONCE = 40
# pandoc's reader of HTML, on each file that is named.
READER = """
for _, name in ipairs(pandoc.json.decode(io.open("names.json"):read("a"), false)) do
  local html = io.open(name .. ".html"):read("a")
  local how = { format = "html", extensions = { "native_divs", "native_spans", smart = false } }
  local file = io.open(name .. ".json", "w")
  file:write(pandoc.write(pandoc.read(html, how), "json"))
  file:close()
end
"""
PIECES = (
    *("字", "词 语", "word", " ", "\n", "\n\n", "  \n", "\\\n", "<", "&amp;", "&nbsp;", "\u3000"),
    *(
        "# ",
        "### ",
        "- ",
        "  - ",
        "3. ",
        "> ",
        "    ",
        "---\n",
        "```\n",
        "`",
        "*",
        "**",
        "~~",
        "***",
    ),
    *(
        "[链接](a.md)",
        '[外](https://example.org/ "题")',
        "[](b.md)",
        "![图](a.png)",
        '\n\n![图](a.png "说明")\n\n',
    ),
    *(
        "[^1]",
        "\n\n[^1]: 注\n",
        "\n\n[^1]: 注\n\n    - 项\n",
        "\n\n> [!NOTE]\n> 文\n\n",
        "https://example.org",
    ),
    *(
        "\n\n| 甲 | 乙 |\n|:-|-:|\n| 一 | 二 |\n",
        "| 三 ![图](a.png) |\n",
        "| **四** | `五` | 六 |\n",
    ),
)


def made(markdown: str) -> str:
    """A text as a chapter has it; every link and picture leads somewhere."""
    html = body(markdown, "cases/2025/2025-0001/index.md", 1, LABELS).html
    return close_links(html, "", lambda path: Target(path, 30, 20)).replace("\x01", "")


def of_pandoc(texts: list[str], folder: Path) -> Iterable[Any]:
    """The blocks that pandoc reads; in many runs, since it breaks off where files are too many."""
    folder.mkdir(exist_ok=True)
    (folder / "read.lua").write_text(READER, encoding="utf-8")
    for start in range(0, len(texts), AT_ONCE):
        names = [str(number) for number, _ in enumerate(texts[start : start + AT_ONCE])]
        for name, text in zip(names, texts[start:], strict=False):
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
        (folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
        run_pandoc(["lua", "read.lua"], folder, {})
        for name in names:
            yield json.loads((folder / f"{name}.json").read_text("utf-8"))["blocks"]


def hold(texts: list[str], folder: Path) -> None:
    for text, blocks in zip(texts, of_pandoc(texts, folder), strict=True):
        assert json.loads(tree(text))["blocks"] == blocks, text


def test_odd_and_hostile_texts(book: Book, tmp_path: Path) -> None:
    hold([text.replace("\x01", "") for text in book.work.chapters.values()], tmp_path)


def test_every_example_of_the_specification(tmp_path: Path) -> None:
    text = real("adversarial/commonmark-spec.txt").read_text(encoding="utf-8")
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n", text, re.MULTILINE | re.DOTALL)
    assert len(examples) == 655
    hold([made(one.replace("→", "\t")) for one in examples], tmp_path)


def test_real_articles(tmp_path: Path) -> None:
    articles = [data for name, data in members("articles-zh.tar.gz") if name.endswith(".md")][::10]
    hold([made(one.decode(errors="replace")) for one in articles], tmp_path)


# A text out of forty is found by eye; to look for a smaller one would take minutes.
@settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), min_size=AT_ONCE))
def test_whatever_marks_meet(tmp_path: Path, texts: list[str]) -> None:
    hold([made(one) for one in texts], tmp_path)


def test_a_picture_without_an_address_leaves_its_paragraph_whole() -> None:
    # pandoc's reader makes two blocks of it.
    (one,) = json.loads(tree('<p>前<img alt="图">后</p>'))["blocks"]
    assert one == {"t": "Para", "c": [{"t": "Str", "c": "前后"}]}
