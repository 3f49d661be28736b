"""Both languages say everything, and nothing that nobody says."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from casebook.findings import CODES, Catalogue, Severity
from casebook.model import article_fields, fields
from casebook.model.settings_files import SETTINGS_FILES
from casebook.model.shapes import Field, Group, Many
from casebook.model.terms import Audience, State
from casebook.source.catalogue import LANGUAGES, LOCALE, read_catalogue

PACKAGE = LOCALE.parent
SLOT = re.compile(r"\{(\w+)\}")
# The rest of such a key is a word of the program, put together where it is said.
DYNAMIC = (
    "about_",
    "adopt_",
    "alert_",
    "alike_",
    "article_by_",
    "audience_",
    "detail_",
    "facet_",
    "family_",
    "file_",
    "figure_",
    "font_",
    "form_",
    "offprint_",
    "order_",
    "help_",
    "hint_",
    "migrate_",
    "missing_",
    "output_",
    "overview_",
    "problem_",
    "progress_",
    "receipt_",
    "rights_",
    "search_",
    "section_",
    "settings_",
    "severity_",
    "shape_",
    "since_",
    "state_",
    "stats_",
    "volume_",
    "wanted_",
    "word_",
)
# Parameters of findings that hold the end of such a key; `state` and `detail` also come typed.
WORDED = ("detail", "hint", "missing", "problem", "wanted")
SPEAKERS = frozenset(("phrase", "refuse"))
TABLES = (fields.CASE, article_fields.ARTICLE, *SETTINGS_FILES.values())
Words = Mapping[str, Mapping[str, str] | str]


def read(language: str) -> Mapping[str, Words]:
    path = LOCALE / f"{LANGUAGES[language]}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def entries(language: str) -> Mapping[str, str]:
    """Every text of a language by its place: `findings.CB001.message`, `phrases.home`."""
    flat: dict[str, str] = {}
    for section, words in read(language).items():
        for key, value in words.items():
            if isinstance(value, str):
                flat[f"{section}.{key}"] = value
            else:
                flat |= {f"{section}.{key}.{part}": text for part, text in value.items()}
    return flat


def modules() -> Iterator[ast.Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"), str(path))


def templates() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.html")):
        yield path.read_text(encoding="utf-8")


def said() -> Iterator[ast.expr]:
    """The first argument of every call that asks for a phrase."""
    for module in modules():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            if name in SPEAKERS:
                yield node.args[0]


def strings() -> Iterator[str]:
    """Every text in the code and every quoted word in the templates."""
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for template in templates():
        yield from re.findall(r"""["']([a-z_]+)["']""", template)


def worded_parameters() -> Iterator[tuple[str, str]]:
    """`hint="meant"` and `{"hint": "meant"}`: the words of ours that findings carry."""
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.keyword) and node.arg in WORDED:
                pairs: list[tuple[object, ast.expr]] = [(node.arg, node.value)]
            elif isinstance(node, ast.Dict):
                pairs = [
                    (key.value, value)
                    for key, value in zip(node.keys, node.values, strict=True)
                    if isinstance(key, ast.Constant) and key.value in WORDED
                ]
            else:
                continue
            for key, value in pairs:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield str(key), value.value


def names(table: fields.Fields, prefix: str = "") -> Iterator[str]:
    for name, field in table.items():
        yield prefix + name
        yield from names(parts(field), f"{prefix}{name}.")


def parts(field: Field) -> fields.Fields:
    shape = field.shape.of if isinstance(field.shape, Many) else field.shape
    return shape.fields if isinstance(shape, Group) else {}


def test_both_languages_have_the_same_entries() -> None:
    assert entries("en").keys() == entries("zh").keys()


def test_both_languages_have_the_same_slots() -> None:
    english = entries("en")
    differing = {
        place: (text, english[place])
        for place, text in entries("zh").items()
        if set(SLOT.findall(text)) != set(SLOT.findall(english.get(place, text)))
    }
    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: str) -> None:
    findings = read(language)["findings"]
    assert list(findings) == list(CODES)
    assert all(
        isinstance(words, Mapping)
        and [key for key in words if key != "general"] == ["message", "remedy", "why"]
        for words in findings.values()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language: str) -> None:
    catalogue: Catalogue = read_catalogue(language)
    unnamed = [name for table in TABLES for name in names(table) if catalogue.label(name) == name]
    assert not unnamed


def test_every_phrase_that_is_said_exists() -> None:
    known = read("zh")["phrases"]
    asked = [node for node in said() if isinstance(node, ast.Constant)]
    in_templates = [
        key
        for text in templates()
        for key in re.findall(r"""\bt\(\s*["']([a-z_]+)["']\s*[,)]""", text)
    ]
    missing = {str(node.value) for node in asked} | set(in_templates)
    assert not missing - known.keys()


def test_a_phrase_put_together_has_a_known_beginning() -> None:
    beginnings = [
        start.value
        for node in said()
        if isinstance(node, ast.JoinedStr) and isinstance(start := node.values[0], ast.Constant)
    ]
    beginnings += [
        key
        for text in templates()
        for key in re.findall(r"""\bt\(\s*["']([a-z_]+)["']\s*~""", text)
    ]
    assert beginnings
    assert not [key for key in beginnings if not str(key).startswith(DYNAMIC)]


def test_every_word_of_the_program_is_a_phrase() -> None:
    wanted = {f"{name}_{value}" for name, value in worded_parameters()}
    wanted |= {f"severity_{word}" for word in Severity}
    wanted |= {f"state_{word}" for word in State}
    wanted |= {f"audience_{word}" for word in Audience}
    assert not wanted - read("zh")["phrases"].keys()


def test_every_phrase_is_said() -> None:
    found = set(strings())
    idle = [
        key for key in read("zh")["phrases"] if key not in found and not key.startswith(DYNAMIC)
    ]
    assert not idle


def test_english_holds_no_chinese_but_examples() -> None:
    chinese = re.compile(r"[\u3001\u3002\u4e00-\u9fff\uff00-\uffef]+")
    allowed = {"：", "二、做法与经过", "做法与经过", "一、（一）", "（", "）"}
    strange = {
        place: found
        for place, text in entries("en").items()
        if (found := set(chinese.findall(text)) - allowed)
    }
    assert not strange


def test_the_catalogue_stands_beside_the_code() -> None:
    assert {path.stem for path in Path(LOCALE).glob("*.toml")} == set(LANGUAGES.values())
