"""Each folder beside this file is a slip as an editor could make it, with the report it gets."""

import json
import re
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casebook import app
from casebook.change import reviewed
from casebook.findings import CODES, Catalogue, Finding
from casebook.findings.report import text_report
from casebook.migrate.plan import plan
from casebook.press.review import (
    broken_findings,
    card_findings,
    press_findings,
    print_findings,
)
from casebook.press.volumes import prepared
from casebook.publish.leaks import LeakScan
from casebook.source.catalogue import LANGUAGES, LOCALE, read_catalogue
from casebook.source.help import EXAMPLES
from conftest import Golden
from findings.builders import BUILDERS, CASE, before
from findings.examples import BESIDE, OUTSIDE, as_json, candidates, example

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "library"
TODAY = date(2026, 7, 1)
FOLDERS = sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_.")
COMMON = 0xFFFF
SLOT = re.compile(r"\{(\w+)\}")


def laid_out(name: str, root: Path) -> Path:
    """The small library with the folder laid over it."""
    shutil.copytree(LIBRARY, root)
    folder = HERE / name
    if name.startswith("change-"):
        before(root, folder)
    if (folder / "tree").is_dir():
        shutil.copytree(folder / "tree", root, dirs_exist_ok=True)
    elif not (folder / "before").is_dir():
        shutil.copytree(folder, root / CASE, ignore=shutil.ignore_patterns(*BESIDE))
    if name in BUILDERS:
        BUILDERS[name](root)
    return root


def put_right(name: str, root: Path) -> Path:
    """The small library with the folder as it should be.

    `right.md` is the corrected submission; `right/` is a tree laid over the library in place of
    the whole folder, where more than the submission has to change.
    """
    folder = HERE / name
    if (folder / "right").is_dir():
        shutil.copytree(LIBRARY, root)
        if name.startswith("change-"):
            before(root, folder)
        shutil.copytree(folder / "right", root, dirs_exist_ok=True)
        return root
    laid_out(name, root)
    shutil.copy(folder / "right.md", root / CASE / "index.md")
    return root


def found(root: Path, catalogue: Catalogue) -> list[Finding]:
    """All that is found: on reading, on migrating, and of internal matter in public bodies."""
    try:
        loaded = app.load(root, TODAY, catalogue)
    except app.BrokenConfigurationError as error:
        made = plan(root, catalogue.phrase)
        return [*error.findings, *(one for one in made.findings if one.code == "CB803")]
    if (root / ".git/refs/heads/before").is_file():
        return list(reviewed(root, loaded, "before").findings)
    edition = app.edition(loaded)
    scan = LeakScan(loaded.whole, edition.library, "")
    leaks = (
        finding
        for key, body in edition.bodies.items()
        for finding in scan.findings(f"cases/{key}/index.html", body.html.encode())
    )
    return [*loaded.findings, *leaks, *printed(loaded, catalogue)]


def printed(loaded: app.Loaded, catalogue: Catalogue) -> Iterator[Finding]:
    """All that the press would tell of the volumes, with a font of the common characters.

    What a tool of the press said before it broke off stands in `press-said.txt`, how wide it
    printed pictures for the print shop in `press-widths.json`, in what letters it set method
    cards in `press-letters.json`.
    """
    letters = loaded.root / "press-letters.json"
    said = loaded.root / "press-said.txt"
    widths = loaded.root / "press-widths.json"
    for volume in loaded.library.volumes.values():
        work = prepared(volume, app.edition(loaded, volume.readers), "", catalogue)
        yield from print_findings(work, beyond_the_common)
        if widths.is_file():
            yield from press_findings(work, json.loads(widths.read_text("utf-8")))
        if letters.is_file():
            yield from card_findings(work, json.loads(letters.read_text("utf-8")))
        if said.is_file():
            yield from broken_findings(work, said.read_text("utf-8").strip())


def beyond_the_common(characters: Collection[str]) -> frozenset[str]:
    return frozenset(one for one in characters if ord(one) > COMMON)


def test_the_small_library_is_clean(tmp_path: Path, catalogue: Catalogue) -> None:
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    assert text_report(found(root, catalogue), catalogue) == ""
    assert len(app.load(root, TODAY, catalogue).records) == 3


@pytest.mark.parametrize("name", FOLDERS)
def test_the_report_is_the_one_in_the_folder(
    name: str, tmp_path: Path, catalogue: Catalogue, golden: Golden
) -> None:
    findings = found(laid_out(name, tmp_path / "library"), catalogue)
    assert findings
    golden(HERE / name / "report.txt", text_report(findings, catalogue))


def test_every_code_has_a_folder() -> None:
    text = "".join((HERE / name / "report.txt").read_text("utf-8") for name in FOLDERS)
    shown = set(re.findall(r"\bCB\d{3}\b", text))
    assert shown == set(CODES)


def test_every_code_has_an_example_of_doing_it_right() -> None:
    missing = sorted(set(CODES) - {code for code, _ in candidates(FOLDERS)} - OUTSIDE.keys())
    assert not missing, (
        f"{', '.join(missing)}: give one folder of tests/findings that shows the code a right.md, "
        "its index.md with the remedy applied (or right/, the whole tree put right where files "
        "other than index.md are wrong), then run pytest tests/findings --update-golden"
    )


@pytest.mark.parametrize("name", sorted({name for _, name in candidates(FOLDERS)}))
def test_what_is_put_right_has_no_finding(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    findings = found(put_right(name, tmp_path / "library"), catalogue)
    assert text_report(findings, catalogue) == ""


def test_the_package_carries_the_examples(
    tmp_path: Path, catalogue: Catalogue, golden: Golden
) -> None:
    examples = {}
    for code, name in sorted([*candidates(FOLDERS), *OUTSIDE.items()]):
        wrong = laid_out(name, tmp_path / code / "wrong")
        right = wrong if code in OUTSIDE else put_right(name, tmp_path / code / "right")
        places: dict[str, set[int]] = defaultdict(set)
        for finding in found(wrong, catalogue):
            if finding.code == code and finding.at.line:
                places[finding.at.path].add(finding.at.line)
        examples[code] = example(wrong, right, places)
    assert all(sides["wrong"] or sides["right"] for sides in examples.values())
    golden(EXAMPLES, as_json(examples))


@pytest.mark.parametrize("name", FOLDERS)
def test_every_slot_of_a_message_is_filled(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    for finding in found(laid_out(name, tmp_path / "library"), catalogue):
        words = catalogue.findings[finding.code]
        slots = SLOT.findall(words["message"] + words["remedy"])
        for slot in slots:
            params = {"label": finding.params.get("field"), **finding.params}
            assert params.get(slot), (finding.code, slot)
            phrase = catalogue.phrases.get(f"{slot}_{params[slot]}", "")
            assert all(finding.params.get(inner) for inner in SLOT.findall(phrase))
        for said in (catalogue.message(finding), catalogue.remedy(finding)):
            assert said
            assert "{" not in said.replace("clearance: {", "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_has_its_words(language: str) -> None:
    file = LOCALE / {"zh": "zh_CN.toml", "en": "en.toml"}[language]
    if not file.is_file():
        pytest.skip(f"{file.name} is not written yet")
    findings: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))["findings"]
    assert set(findings) == set(CODES)
    for code, words in findings.items():
        assert set(words) - {"general"} == {"message", "remedy", "why"}, code
        assert all(words.values()), code


def test_every_language_says_the_same() -> None:
    zh, *others = [
        read_catalogue(name)
        for name in ("zh", "en")
        if (LOCALE / f"{LANGUAGES[name]}.toml").is_file()
    ]
    for other in others:
        assert set(other.phrases) == set(zh.phrases)
        for code in CODES:
            assert slots(other.findings[code]) == slots(zh.findings[code]), code
        for key, phrase in zh.phrases.items():
            assert set(SLOT.findall(other.phrases[key])) == set(SLOT.findall(phrase)), key


def slots(words: Mapping[str, str]) -> set[str]:
    return set(SLOT.findall(words["message"] + words["remedy"]))
