"""A stage built by other engines shows the same cases as our own site, word for word."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from casebook.model.ids import CaseId
from casebook.model.offprint import Offprint, offprint_name
from sites import BIN, TODAY, Site, copy_sample, files, parsed, run

_SPACE = re.compile(r"\s+")
# What the frames add to an article, and what the stage leaves to them.
_FRAME = (
    "nav, details.cb-contents, [class^=cb-print], p.cb-offprints, a.headerlink, sup, "
    "section.footnotes, div.footnote"
)
ENGINES: Mapping[str, tuple[str, ...]] = {
    "zensical": ("zensical", "build", "--strict"),
    "mkdocs": ("mkdocs", "build", "--strict"),
}


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_sample(tmp_path_factory.mktemp("staged") / "library")
    run("casebook", "stage", "../stage", "--today", TODAY.isoformat(), cwd=root)
    return root.parent / "stage"


@pytest.fixture(scope="module", params=ENGINES)
def other(request: pytest.FixtureRequest, staged: Path) -> Path:
    """The site that another engine makes of the stage, without a warning."""
    command = ENGINES[request.param]
    done = subprocess.run(
        [BIN / command[0], *command[1:]],
        cwd=staged,
        capture_output=True,
        text=True,
        check=False,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": str(BIN)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARN" not in (done.stdout + done.stderr).upper()
    return (staged / "site").rename(staged.parent / f"{request.param}-site")


def article(page: LexborHTMLParser) -> LexborNode:
    node = page.css_first("article.md-content__inner") or page.css_first("div[role=main]")
    assert node is not None
    return node


def bare(node: LexborNode) -> str:
    return _SPACE.sub("", node.text()).replace("↩", "").replace("¶", "")


def notes(node: LexborNode) -> list[str]:
    return [bare(one) for one in node.css("section.footnotes li, div.footnote li")]


def told(page: LexborHTMLParser) -> tuple[list[str], list[str], str]:
    """The headings, the notes and the words of an article."""
    node = article(page)
    found = notes(node)
    for one in node.css(_FRAME):
        one.decompose()
    return [bare(one) for one in node.css("h1, h2, h3, h4, h5, h6")], found, bare(node)


def cases(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "cases").iterdir()):
        yield f"cases/{path.name}/"


def test_every_case_says_the_same(other: Path, public: Site) -> None:
    urls = list(cases(public.folder))
    assert urls == list(cases(other))
    for url in urls:
        assert told(parsed(other / url / "index.html")) == told(public.page(url)), url


def is_offprint(path: str) -> bool:
    """Whether a file is one that `casebook offprint` makes; a stage has none of these."""
    case_id, _, name = path.rpartition("/")
    return name in {offprint_name(CaseId(case_id), kind) for kind in Offprint}


def test_pictures_and_files_are_the_same(other: Path, public: Site) -> None:
    wanted = {
        path: data
        for path, data in files(public.folder / "cases").items()
        if not path.endswith(".html") and not is_offprint(path)
    }
    found = {p: d for p, d in files(other / "cases").items() if not p.endswith(".html")}
    assert found == wanted


def test_every_address_of_our_own_is_there_too(other: Path, public: Site) -> None:
    ours = {path for path in files(public.folder) if path.endswith("/index.html")}
    pages_of_lists = re.compile(r"/\d{1,3}/index\.html$")
    assert {path for path in ours if not pages_of_lists.search(path)} <= set(files(other))


def test_no_link_is_dead(other: Path) -> None:
    for path, page in ((one, parsed(one)) for one in sorted(other.rglob("*.html"))):
        if path.name == "404.html":
            continue
        for node in article(page).css("a[href], img[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            if re.match(r"[a-z]+:|/|#", target):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / unquote(name)).resolve()
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), f"{path}: {target}"
            if anchor:
                ids = [one.attributes.get("id") for one in parsed(file).css("[id]")]
                assert unquote(anchor) in ids, f"{path}: {target}"


def test_hand_written_pages_are_filled(other: Path, public: Site) -> None:
    for url in ("library/", "units/", "batches/"):
        theirs, ours = told(parsed(other / url / "index.html")), told(public.page(url))
        assert theirs[0][0] == ours[0][0]
        assert "共34个案例" in theirs[2] or url != "library/"


def test_front_matter_has_keys_that_everybody_knows(staged: Path) -> None:
    for path in (staged / "docs").rglob("*.md"):
        head = path.read_text(encoding="utf-8").split("---\n")
        keys = {line.partition(":")[0] for line in head[1].splitlines()} if not head[0] else set()
        assert keys <= {"title", "description", "date", "tags"}, path


def test_nothing_internal_is_staged(staged: Path) -> None:
    text = b"".join(files(staged).values()).decode("utf-8", "replace")
    assert "000-5550174" not in text
    assert "casebook:" not in text


def test_staging_twice_gives_the_same_bytes(staged: Path, tmp_path: Path) -> None:
    root = copy_sample(tmp_path / "library")
    run("casebook", "stage", tmp_path / "again", "--today", TODAY.isoformat(), cwd=root)
    assert files(tmp_path / "again/docs") == files(staged / "docs")
