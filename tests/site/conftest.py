"""The sample library as a public and as an internal site, and a browser to read them with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from casebook.model.terms import Audience
from sites import ROOT, Scratch, Site, build_site, served

CHROMIUM = Path("/usr/bin/chromium")
FONTS = Path("/usr/share/fonts")
WIDE = f"""
## 一、{"长" * 40}

{"a" * 300} `{"b" * 300}` <https://example.org/{"c" * 300}>

|{"一二三四|" * 12}
|{"---|" * 12}
|{"一二三四五六|" * 12}

```text
{"d" * 300}
```

> [!WARNING]
> {"e" * 300}

## 二、{"0" * 100}

- 甲
  - {"g" * 200}
"""


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(ROOT, tmp_path_factory.mktemp("public") / "site")


@pytest.fixture(scope="session")
def intranet(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("intranet") / "site"
    return build_site(ROOT, folder, Audience.INTRANET)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Sixty neutral cases of forty units, on pages of five, and one of what is too wide."""
    scratch = Scratch(tmp_path_factory.mktemp("many") / "library", page_size=5)
    units = [{"id": f"unit-{number}", "name": f"第{number}单位"} for number in range(40)]
    for number in range(1, 40, 4):
        units[number]["parent"] = f"unit-{number - 1}"
    scratch.register("registry/units.yml", "units", units)
    for number in range(60):
        scratch.case(f"2025-{number:04}", unit=f"unit-{number % 40}", themes=["service"])
    scratch.case("2026-0001", WIDE, title="长" * 60, summary="a" * 400, subtitle="b" * 90)
    return build_site(scratch.root, scratch.root / "site")


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build_site(ROOT, tmp_path_factory.mktemp("offline") / "site", offline=True)


@pytest.fixture(scope="session")
def public_url(public: Site) -> Iterator[str]:
    with served(public.folder) as url:
        yield url


@pytest.fixture(scope="session")
def intranet_url(intranet: Site) -> Iterator[str]:
    with served(intranet.folder) as url:
        yield url


@pytest.fixture(scope="session")
def many_url(many: Site) -> Iterator[str]:
    with served(many.folder) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    if not any(FONTS.rglob("*CJK*")):
        pytest.skip(f"no Chinese font below {FONTS}")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk; no script of it may fail."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        assert errors == []
