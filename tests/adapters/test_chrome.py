"""A spliced page is the page that Jinja renders whole, byte for byte."""

from collections import Counter
from pathlib import Path

import jinja2
import pytest

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.adapters.mkdocs.chrome import MkDocsChrome
from casebook.adapters.mkdocs.splice import is_spliceable
from casebook.model.terms import Audience
from casebook.render.chrome import Framed
from casebook.source.catalogue import read_catalogue
from casebook.source.today import today_in_shanghai
from sites import copy_sample

TITLES = (
    "<script>alert(1)</script>",
    "“引号” \"quotes\" 'apostrophes' & &amp; &lt;",
    "𠮷野家🏮 {{ page.title }} {% raw %}",
    "9999-12-31 title \\1 \\g<0> $1",
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_sample(tmp_path)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Counter[bool]:
    """Counts, for every page of a build, whether it equals the page rendered whole."""
    counts: Counter[bool] = Counter()
    frame = MkDocsChrome.frame

    def both(self: MkDocsChrome, page: Framed) -> str:
        html = frame(self, page)
        counts[html == self.whole(page)] += 1
        return html

    monkeypatch.setattr(MkDocsChrome, "frame", both)
    return counts


@pytest.fixture
def whole_renders(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that a build rendered whole."""
    urls: list[str] = []
    whole = MkDocsChrome.whole

    def noted(self: MkDocsChrome, page: Framed) -> str:
        urls.append(page.url)
        return whole(self, page)

    monkeypatch.setattr(MkDocsChrome, "whole", noted)
    return urls


def build(root: Path, audience: Audience = Audience.PUBLIC) -> host.Built:
    loaded = app.load(root, today_in_shanghai("1790000000"), read_catalogue())
    return host.build(loaded, audience, None, app.silent)


def give_titles(root: Path) -> None:
    for title, case in zip(TITLES, sorted((root / "cases").rglob("index.md")), strict=False):
        quoted = title.replace("\\", "\\\\").replace('"', '\\"')
        lines = case.read_text(encoding="utf-8").split("\n")
        lines[1] = f'title: "{quoted}"'
        case.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("audience", list(Audience))
def test_on_every_page_of_the_sample(
    library: Path, compared: Counter[bool], audience: Audience
) -> None:
    build(library, audience)
    assert compared[False] == 0
    assert compared[True] > 25


def test_on_titles_with_every_special_character(library: Path, compared: Counter[bool]) -> None:
    give_titles(library)
    build(library)
    assert compared[False] == 0


def test_only_the_first_page_of_a_kind_is_rendered_whole(
    library: Path, whole_renders: list[str]
) -> None:
    build(library)
    cases = [url for url in whole_renders if url.startswith("cases/")]
    # Three kinds: on the map of the site, withdrawn with a notice, withdrawn without a title.
    assert len(cases) == 3


def test_an_override_that_looks_at_the_page_is_rendered_whole(
    library: Path, whole_renders: list[str]
) -> None:
    override = library / "site_config/theme/main.html"
    override.write_text(
        '{% extends "base.html" %}{% block announce %}{{ page.title | upper }}{% endblock %}',
        encoding="utf-8",
    )
    built = build(library)
    assert sum(url.startswith("cases/") for url in whole_renders) == built.cases


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("{% block footer %}{{ config.site_name }}{% endblock %}", True),
        ("{{ page.title }}", False),
        ("{% if framed.source %}转载{% endif %}", False),
    ],
)
def test_overrides_are_read_before_they_are_trusted(tmp_path: Path, text: str, safe: bool) -> None:  # noqa: FBT001 (a table of cases)
    (tmp_path / "main.html").write_text(text, encoding="utf-8")
    assert is_spliceable(jinja2.Environment(autoescape=True), str(tmp_path)) is safe
