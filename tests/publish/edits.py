"""What people do to a library: cases, registers, settings, pages, commits."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from sites import Scratch, yaml

Edit = Callable[[Path], None]
IDS: Final = ("2025-0001", "2025-0002", "2025-0003")
TITLES: Final = ("夜间窗口", "<b>引号</b> & “”", "𠮷野🏮", "一" * 40)
BODIES: Final = (
    "正文。",
    "见[另一个案例](../2025-0002/index.md)和[关于](../../../content/about.md)。",
    "## 小节\n\n**一是快。**第二句。\n\n[锚](../2025-0001/index.md#小节)",
    "见[[2025-0001]]、[[2025-0003|三号]]、[[batch:2025-1]]、[[unit:service-hall]]、[[kind:case]]。",
)
_STATES: Final = ("admitted", "draft", "submitted", "noticed", "retired")
_MORE: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"related": [IDS[0], IDS[2]]},
    {"supersedes": [IDS[1]]},
    {"former_ids": ["2024-0008"]},
    {"accepted": [{"code": "CB622", "reason": "照录原文", "until": "2026-11-02"}]},
    {"unit": "service-hall", "brand": "lamp"},
)


LAMP: Final = {
    "id": "lamp",
    "name": "灯下窗口",
    "unit": "service-hall",
    "type": "service",
    "meaning": "灯亮着，就有人。",
    "year": 2024,
    "sample": True,
}


def scratch_at(root: Path) -> Scratch:
    """A library that is there already, to be written to."""
    scratch = object.__new__(Scratch)
    scratch.root = root
    return scratch


def write_case(
    number: str, title: str, text: str, state: str, more: dict[str, Any] | None = None
) -> Edit:
    def edit(root: Path) -> None:
        related = [IDS[0]] if number != IDS[0] else None
        values = {"title": title, "state": state, "related": related, **(more or {})}
        if state not in {"admitted", "retired"}:
            values |= {"batch": None, "admitted": None}
        notice = {"start": "2026-10-20", "end": "2026-11-02"}
        scratch_at(root).case(number, text, notice=notice, **values)

    return edit


def remove_case(number: str) -> Edit:
    return lambda root: shutil.rmtree(root / f"cases/2025/{number}", ignore_errors=True)


def write_article(number: str, title: str, text: str, **more: Any) -> Edit:
    """An article of the column of the sample, in print unless said otherwise."""
    values: dict[str, Any] = {
        "title": title,
        "issue": int(number[-4:]),
        "date": "2026-03-01",
        "state": "archived",
        "audience": "public",
        "clearance": {"by": "甲室", "date": "2025-06-30", "scope": "public"},
        "rights": "own",
        **more,
    }
    lines = "\n".join(f"{name}: {yaml(value)}" for name, value in values.items())
    path = f"content/vanguard/2026/{number}/index.md"
    return write(path, f"---\n{lines}\n---\n\n{text}\n")


def write(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return edit


def remove(path: str) -> Edit:
    return lambda root: shutil.rmtree(root / path, ignore_errors=True)


def rename_case(number: str) -> Edit:
    def edit(root: Path) -> None:
        old, new = (root / f"cases/2025/{name}" for name in (number, "2025-0009"))
        if old.exists() and not new.exists():
            old.rename(new)

    return edit


def register(name: str, *rows: dict[str, Any]) -> Edit:
    return lambda root: scratch_at(root).register(f"registry/{name}.yml", name, rows)


def award(*cases: str) -> Edit:
    grade = {"name": "一等", "places": 3, "cases": cases}
    row = {"id": "ten", "name": "双十佳", "year": 2025, "by": "甲室", "date": "2025-12-22"}
    return register("awards", {**row, "sample": True, "grades": [grade]})


def append(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(before + text, encoding="utf-8")

    return edit


def replace(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        if file.exists():
            text = file.read_text(encoding="utf-8").replace(old, new, 1)
            file.write_text(text, encoding="utf-8")

    return edit


def template(text: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / "site_config/theme/casebook/listing.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"<h1>{{{{ page.title }}}}</h1>{text}", encoding="utf-8")

    return edit


def git(root: Path, *words: str, day: str = "2026-01-01") -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "gc.auto=0")
    dates = {f"GIT_{one}_DATE": f"{day}T00:00:00Z" for one in ("AUTHOR", "COMMITTER")}
    command = ["git", "-C", str(root), *who, *words]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **dates})


def commit(day: str) -> Edit:
    def edit(root: Path) -> None:
        git(root, "add", "--all", day=day)
        git(root, "commit", "--quiet", "--allow-empty", "-m", "x", day=day)

    return edit


def put_back(number: str) -> Edit:
    """The history of a case gets a state, while its file stays as it is."""

    def edit(root: Path) -> None:
        file = root / f"cases/2025/{number}/index.md"
        if not file.exists():
            return
        text = file.read_text(encoding="utf-8")
        commit("2026-02-01")(root)
        file.write_text(text.replace('state: "', 'state: "due"\nwas: "'), encoding="utf-8")
        commit("2026-03-01")(root)
        file.write_text(text, encoding="utf-8")
        commit("2026-04-01")(root)

    return edit


VOLUME: Final = """name: 汇编
select: {years: [2025]}
order: unit
foreword: 编者的话。
imprint: {by: 甲室, date: 2026-11-20}
sample: true
"""
OTHERS: Final[tuple[Edit, ...]] = (
    write_article("2026-0001", TITLES[1], "讲[[2025-0001]]，见[二](../2026-0002/index.md)。"),
    write("site_config/volumes/2025.yml", VOLUME),
    write_article("2026-0002", TITLES[2], "后来的正文。", date="2026-11-03", cases=[IDS[0]]),
    replace("site_config/columns/vanguard.yml", "name: 振兴先锋说", "name: 先锋"),
    write_case(IDS[0], "换了题目", BODIES[1], "admitted"),
    write_article("2026-0003", TITLES[0], "只给链接。", rights="link", link="https://example.org/"),
    replace("site_config/volumes/2025.yml", "name: 汇编", "name: 选编"),
    write_article(
        "2026-0001", "换了题目", "新的正文。", errata=[{"date": "2026-05-01", "text": "改字"}]
    ),
    replace("site_config/columns/vanguard.yml", "sample: true", "sample: true\naudience: intranet"),
    write_article("2026-0002", TITLES[2], "内部的正文。", audience="intranet"),
    remove("content/vanguard/2026/2026-0003"),
    replace("site_config/columns/vanguard.yml", "audience: intranet", ""),
    replace("mkdocs.yml", "  - casebook/column\n", ""),
    remove("site_config/volumes"),
    replace("mkdocs.yml", "  - casebook/compilation", "  - casebook/column"),
    award(IDS[0], IDS[2]),
    award(IDS[1]),
    register("brands", LAMP),
    write_case(IDS[1], TITLES[0], BODIES[0], "admitted", {"unit": "service-hall", "brand": "lamp"}),
    register("brands", {**LAMP, "name": "灯上窗口"}),
    write_case(IDS[2], TITLES[2], BODIES[0], "noticed"),
    replace("site_config/calls/plain.yml", "proofread: false", "proofread: true"),
    replace("site_config/calls/plain.yml", "formal: false", "formal: true"),
    append(
        "site_config/wording.yml", "\n  - {wrong: 正文, right: 本文, reason: 统一, style: true}\n"
    ),
    write_case(IDS[2], TITLES[2], "新的正文。", "noticed", _MORE[4]),
    replace("site_config/lifecycle.yml", "notice_days: 5", "notice_days: 10"),
    append(
        "site_config/registry/holidays.yml", "\n  - {date: 2026-10-21, name: 调休, off: true}\n"
    ),
    replace("site_config/lifecycle.yml", "name: 已退库", "name: 退出"),
    append("site_config/lexicon.yml", "\n  - words: [夜间, 晚上]\n"),
    write_case(IDS[1], TITLES[0], "二号正文。", "retired"),
    write_case(IDS[0], TITLES[1], BODIES[3], "admitted", {"supersedes": [IDS[1]]}),
    put_back(IDS[0]),
    replace("site_config/registry/units.yml", "name: 榆汀市政务服务中心", "name: 新"),
    replace("site_config/registry/batches.yml", "name: ", "name: 新"),
    replace("site_config/taxonomies/kinds.yml", "name: ", "name: 新"),
    replace("site_config/site.yml", "contact: ", "contact: 新"),
    replace("site_config/site.yml", "issues/new", "issues/next"),
    replace("site_config/site.yml", "page_size: 40", "page_size: 10"),
    replace("site_config/site.yml", "page_size: 10", "page_size: 40"),
    replace("site_config/calls/plain.yml", "name: ", "name: 新"),
    replace("mkdocs.yml", "site_name: ", "site_name: 新"),
    append("content/about.md", "\n\n又一段，见[[2025-0003]]。\n"),
    replace("content/about.md", "# ", "# 新"),
    write_case(IDS[2], TITLES[2], BODIES[0], "admitted", {"former_ids": ["2024-0008"]}),
    write_case(IDS[2], TITLES[2], "三号正文。", "submitted", _MORE[4]),
    rename_case(IDS[2]),
    remove_case(IDS[1]),
    append("site_config/theme/main.html", "{% block announce %}通知{% endblock %}"),
    template("{{ today }}"),
    template("无"),
)
any_edit = st.builds(
    write_case,
    st.sampled_from(IDS),
    st.sampled_from(TITLES),
    st.sampled_from(BODIES),
    st.sampled_from(_STATES),
    st.sampled_from(_MORE),
) | st.sampled_from([*OTHERS, put_back(IDS[0]), commit("2026-05-01")])
