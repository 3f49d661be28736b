"""What a submission holds is shown, never run: payloads in every field and in the body."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request
from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook import app
from casebook.model.body import Body
from casebook.render.articles import scrolling_tables
from casebook.render.links import Target, close_links
from casebook.render.markdown import body
from casebook.source.catalogue import read_catalogue
from casebook.text.characters import hidden_characters
from sites import TODAY, Scratch, Site, build_site, served, shared

ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("p", "hr", "pre", "blockquote", "ul", "table", "thead", "tbody", "tr", "figure"),
            *("figcaption", "br", "strong", "em", "del", "code", "sup", "span", "div"),
        ),
        frozenset(("class",)),
    ),
    **{f"h{level}": frozenset(("id",)) for level in range(1, 7)},
    "a": frozenset(("href", "title", "id", "aria-label", "class", "rel")),
    "img": frozenset(("src", "alt", "title", "width", "height", "loading")),
    "ol": frozenset(("start",)),
    "li": frozenset(("id",)),
    "th": frozenset(("align",)),
    "td": frozenset(("align",)),
    "section": frozenset(("aria-label", "class")),
}
# What the package itself adds around a body.
ADDED: Final = frozenset(("role", "tabindex", "aria-label"))
CONTEXTS: Final = (
    "{}",
    "文字 {} 文字",
    "# {}",
    "[词]({})",
    '[词](<x> "{}")',
    "![{}](board.png '{}')",
    "|甲|乙|\n|---|---|\n|{}|![{}](a.png)|",
    "> [!NOTE] {}\n> {}",
    "注[^1]\n\n[^1]: {}",
    "`{}`",
    "    {}",
    "<{}>",
)
_OPEN: Final = frozenset(("", "http", "https", "mailto", "tel"))
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_DEPTH = re.compile(r'new URL\("[./]*"|"base": ?"[./]*"|"search": ?"[./]*|src="[./]*')
# So many payloads stand together on the pages that the browser reads.
_TOGETHER: Final = 8
HOOK: Final = """
window.__xss = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = () => window.__xss.push(name);
document.addEventListener("securitypolicyviolation", () => window.__xss.push("policy"));
window.__before = new Set(Object.getOwnPropertyNames(window));
"""


def _payloads() -> list[str]:
    path = shared("adversarial/xss-payloads.json")
    return [one["payload"] for one in json.loads(path.read_text(encoding="utf-8"))]


def _is_legible(text: str) -> bool:
    return bool(text.strip()) and not hidden_characters(text)


def _strings() -> list[str]:
    strings: list[str] = json.loads(
        shared("adversarial/naughty-strings.json").read_text(encoding="utf-8")
    )
    return strings


@pytest.fixture(scope="module")
def payloads() -> list[str]:
    return _payloads()


def _elements(html: str) -> Iterator[LexborNode]:
    root = LexborHTMLParser(f"<body>{html}").body
    assert root is not None
    yield from (node for node in root.traverse(include_text=False) if node.tag != "body")


def _trouble(html: str, more: frozenset[str] = frozenset()) -> list[str]:
    """What in a body might run: read by another parser and another list than the code's own."""
    trouble = []
    for node in _elements(html):
        tag = node.tag or ""
        known = ALLOWED.get(tag)
        if known is None:
            trouble.append(f"<{tag}>")
            continue
        for name, value in node.attributes.items():
            if name not in known | more:
                trouble.append(f"<{tag} {name}>")
            if name in {"href", "src"} and _scheme(value) not in _OPEN:
                trouble.append(f"<{tag} {name}={value}>")
    return trouble


def _scheme(address: str | None) -> str:
    """The scheme of an address as a browser sees it, past the characters that it drops."""
    match = _SCHEME.match(re.sub(r"[\x00-\x20]+", "", address or ""))
    return match[1].lower() if match else ""


def _written(made: Body) -> str:
    """A body as it stands on its page."""

    def resolve(path: str) -> Target | None:
        return Target(path, 640, 480) if path.endswith(("/a.png", "/board.png")) else None

    return scrolling_tables(close_links(made.html, "cases/2025-0001/", resolve), "表格")


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_payload_survives_as_markup_in_a_body(context: str, payloads: list[str]) -> None:
    phrases = read_catalogue().phrases
    for payload in payloads:
        # The reader hands on texts whose line ends are all of one kind.
        text = context.replace("{}", payload.replace("\r", "\n"))
        made = body(text, "cases/2025/2025-0001/index.md", 1, phrases)
        assert _trouble(_written(made), ADDED) == [], payload


def test_a_table_in_an_attribute_is_no_table() -> None:
    text = '文字 ![<table> "甲"](a.png) [词](board.png "</table>")\n\n|甲|\n|---|\n|一|\n'
    made = body(text, "cases/2025/2025-0001/index.md", 1, read_catalogue().phrases)
    written = _written(made)
    assert _trouble(written, ADDED) == []
    picture = LexborHTMLParser(written).css_first("img")
    assert picture is not None
    assert picture.attributes["alt"] == '<table> "甲"'


def test_the_list_of_this_test_sees_what_is_dangerous() -> None:
    for html in (
        "<script>1</script>",
        '<p onclick="a()">',
        '<a href="java\nscript:a()">',
        "<svg onload=a()>",
        '<a href=" JavaScript:a()">',
        '<img src="data:image/svg+xml,x">',
        '<p style="x">',
        "<iframe></iframe>",
    ):
        assert _trouble(html), html


@pytest.fixture(scope="module")
def attacked(payloads: list[str], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A case for each payload, which stands in all of its fields and registers."""
    scratch = Scratch(tmp_path_factory.mktemp("attacked") / "library")
    # Settings with an error stop the build, so they hold what the reader lets pass.
    names = [one if _is_legible(one) else f"第{number}" for number, one in enumerate(payloads)]
    scratch.register(
        "registry/units.yml",
        "units",
        [
            {"id": f"unit-{number}", "name": name, "short": name}
            for number, name in enumerate(names)
        ],
    )
    scratch.register(
        "registry/batches.yml",
        "batches",
        [
            {"id": f"batch-{number}", "name": name, "date": "2025-09-18", "note": name}
            for number, name in enumerate(names)
        ],
    )
    for number, payload in enumerate(payloads):
        folder = scratch.case(
            f"2025-{number:04}",
            title=payload,
            subtitle=payload,
            summary=payload,
            unit=f"unit-{number}",
            batch=f"batch-{number}",
            authors=[payload, payload],
            source=payload,
            metrics=[
                {"name": payload, "before": 1, "after": 2, "unit": payload, "source": payload}
            ],
            attachments=[{"file": "a.csv", "title": payload}],
            former_ids=[f"{number} {payload}"],
        )
        (folder / "a.csv").write_text("甲,乙\n", encoding="utf-8")
        gone = {"mode": "notice", "date": "2025-12-01", "reason": payload}
        scratch.case(
            f"2024-{number:04}",
            title=payload,
            state="withdrawn",
            batch=None,
            admitted=None,
            withdrawal=gone,
        )
        scratch.case(f"2023-{number:04}", body=payload, batch="batch-0")
    for start in range(0, len(payloads), _TOGETHER):
        several = payloads[start : start + _TOGETHER]
        scratch.case(
            f"2022-{start:04}",
            title=names[start],
            subtitle="　".join(several),
            summary="\n".join(several),
            batch="batch-0",
            authors=several,
            metrics=[{"name": one, "after": 1, "unit": one, "source": one} for one in several],
        )
    return build_site(scratch.root, scratch.root / "site")


def test_a_body_with_markup_is_left_out_and_told(attacked: Site, payloads: list[str]) -> None:
    told = {
        finding.at.path.split("/")[2]
        for finding in attacked.loaded.findings
        if finding.code in {"CB201", "CB202", "CB012", "CB024"}
    }
    for number, payload in enumerate(payloads):
        key = f"2023-{number:04}"
        path = attacked.folder / f"cases/{key}/index.html"
        assert not (key in told and path.exists()), payload
        if key not in told and path.exists():
            # What CommonMark does not take for a tag is text, and nothing vanishes unsaid.
            shown = attacked.page(f"cases/{key}/").css_first(".cb-body")
            assert shown is not None, payload
            for tag in re.findall(r"<[A-Za-z]+", payload):
                assert tag in shown.text(), payload
    assert len(told) > len(payloads) * 0.9


def test_only_what_holds_unseen_characters_is_kept_from_the_fields(
    attacked: Site, payloads: list[str]
) -> None:
    kept = [number for number, payload in enumerate(payloads) if _is_legible(payload)]
    assert len(kept) > len(payloads) * 0.9
    for number in kept:
        assert (attacked.folder / f"cases/2025-{number:04}/index.html").exists(), payloads[number]


def test_fields_stand_as_text(attacked: Site) -> None:
    cases = attacked.loaded.library.cases
    for key, case in cases.items():
        page = attacked.page(f"cases/{key}/")
        heading, title = page.css_first("h1"), page.css_first("title")
        assert heading is not None
        assert title is not None
        assert heading.text() == case.title
        assert title.text() == f"{case.title} - 榆汀市典型案例库（示例）"
        if case.metrics:
            name, authors = page.css_first(".cb-metric dt"), page.css_first(".cb-facts")
            assert name is not None
            assert authors is not None
            assert name.text() == case.metrics[0].name
            assert "　".join(case.authors) in authors.text()
        if case.withdrawal:
            banner = page.css_first(".cb-banner")
            assert banner is not None
            assert case.withdrawal.reason in banner.text()
        described = page.css_first("meta[name=description]")
        if case.summary:
            assert described is not None
            assert (described.attributes["content"] or "")[:20] in " ".join(case.summary.split())


def _scripts(page: LexborHTMLParser) -> set[str]:
    return {_DEPTH.sub("", node.html or "") for node in page.css("script")}


def test_no_page_holds_a_handler_or_a_script_of_its_own(attacked: Site, public: Site) -> None:
    own = {script for _, page in public.pages() for script in _scripts(page)}
    known = {node.tag for _, page in public.pages() for node in page.css("*")}
    for name, page in attacked.pages():
        assert _scripts(page) <= own, name
        for node in page.css("*"):
            assert node.tag in known, f"{name}: {node.tag}"
            for attribute, value in node.attributes.items():
                assert not attribute.startswith("on"), name
                if attribute in {"href", "src", "action", "formaction", "data", "xlink:href"}:
                    assert _scheme(value) in _OPEN, name


def _watch(page: Page, seen: list[str], host: str) -> None:
    def told(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith(host):
            seen.append(request.url)

    page.add_init_script(HOOK)
    page.on("dialog", told)
    page.on("popup", lambda popup: seen.append(popup.url))
    page.on("request", asked)


def _globals(page: Page) -> list[str]:
    """Names in the window that were not there, but for those of elements with an id."""
    names: list[str] = page.evaluate(
        "Object.getOwnPropertyNames(window).filter(name => !window.__before.has(name)"
        " && !document.getElementById(name))"
    )
    return names


@pytest.mark.browser
def test_nothing_runs_when_the_pages_are_read(browser: Browser, attacked: Site) -> None:
    urls = [
        *("", "library/", "units/", "batches/"),
        *(name.removesuffix("index.html") for name in _sampled(attacked)),
    ]
    seen: list[str] = []
    with served(attacked.folder) as host, browser.new_context() as context:
        page = context.new_page()
        _watch(page, seen, host)
        page.goto(f"{host}about/")
        usual = set(_globals(page))
        for url in urls:
            page.goto(host + url)
            page.mouse.move(200, 200)
            page.keyboard.press("Tab")
            assert page.url == host + url
            assert page.evaluate("window.__xss") == [], url
            assert set(_globals(page)) <= usual, url
    assert seen == []


def _sampled(site: Site) -> list[str]:
    """The cases that hold several payloads, and some of every other kind."""
    names = [name for name, _ in site.pages() if name != "404.html"]
    several = [name for name in names if name.startswith("cases/2022")]
    lists = [name for name in names if re.fullmatch(r"library/\d*/?index.html", name)]
    return several + lists + [name for name in names if name not in {*several, *lists}][::40]


def test_naughty_strings_stand_as_titles(tmp_path: Path) -> None:
    strings = _strings()
    scratch = Scratch(tmp_path / "library")
    for number, string in enumerate(strings):
        scratch.case(f"2025-{number:04}", title=string)
    site = build_site(scratch.root, tmp_path / "site")
    refused = {finding.at.path.split("/")[2] for finding in site.loaded.findings}
    shown = 0
    for number, string in enumerate(strings):
        key = f"2025-{number:04}"
        path = site.folder / f"cases/{key}/index.html"
        if not path.exists():
            assert key in refused, string
            continue
        shown += 1
        heading = site.page(f"cases/{key}/").css_first("h1")
        assert heading is not None
        assert heading.text() == " ".join(string.split())
    assert shown > len(strings) * 0.9


def test_a_refused_string_is_told_of(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "library")
    scratch.case("2025-0001", title="夜\u202e校")
    loaded = app.load(scratch.root, TODAY, read_catalogue())
    assert {finding.code for finding in loaded.findings} == {"CB024"}
