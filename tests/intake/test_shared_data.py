"""Real collections by the mappings of the documentation, sampled where they are large."""

import datetime
import tarfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from casebook import app
from casebook.findings import Catalogue
from casebook.intake.adopt import adopt
from casebook.intake.mapping import read_mapping
from casebook.intake.report import AdoptionReport
from intake.adopting import mapping, silent, tree
from shared import ROOT, real
from sites import Scratch

MAPS = ROOT / "docs" / "adopt"


def adopted(name: str, folder: Path, library: Path, every: int) -> AdoptionReport:
    with tarfile.open(real(f"{name}.tar.gz")) as archive:
        names = [one for one in archive.getmembers() if one.isdir() or one.name.endswith(".md")]
        archive.extractall(folder, names[::every], filter="data")
    rules = mapping((MAPS / f"{name}.yml").read_text(encoding="utf-8"))
    top = next(path for path in (folder / name, folder) if path.is_dir())
    return adopt(top, library, rules, silent, dry_run=False)


def codes(library: Path, catalogue: Catalogue) -> Counter[str]:
    loaded = app.load(library, datetime.date(2026, 1, 1), catalogue)
    return Counter(finding.code for finding in loaded.findings)


def test_articles_without_front_matter(tmp_path: Path, library: Path, catalogue: Catalogue) -> None:
    report = adopted("articles-zh", tmp_path / "in", library, every=3)
    assert len(report.adopted) == report.files > 700
    found = codes(library, catalogue)
    assert not found["CB101"]
    assert not found["CB104"]
    assert not found["CB201"]
    assert not found["CB208"]


def test_articles_as_a_column(tmp_path: Path, catalogue: Catalogue) -> None:
    with tarfile.open(real("articles-zh.tar.gz")) as archive:
        names = [one for one in archive.getmembers() if one.name.endswith(".md")]
        archive.extractall(tmp_path / "in", names[::4], filter="data")
    made = Scratch(tmp_path / "library")
    settings = made.root / "site_config/columns/old.yml"
    settings.write_text("name: 旧译文\nformal: false\nproofread: false\n", encoding="utf-8")
    text = (MAPS / "articles-zh-column.yml").read_bytes()
    rules, findings = read_mapping(text, "map.yml", "old")
    assert rules is not None, findings
    rules = replace(rules, shelf="content/old")
    top = next(path for path in (tmp_path / "in/articles-zh", tmp_path / "in") if path.is_dir())
    report = adopt(top, made.root, rules, silent, dry_run=False)
    assert len(report.adopted) == report.files > 500
    loaded = app.load(made.root, datetime.date(2026, 1, 1), catalogue)
    found = Counter(finding.code for finding in loaded.findings)
    assert not {"CB101", "CB104", "CB201", "CB208", "CB420", "CB421"} & found.keys()
    shown = app.edition(loaded).library.articles
    assert len(report.adopted) >= len(shown) > 0.98 * len(report.adopted)
    assert all(one.date and one.rights and one.source for one in shown.values())


def test_statutes_with_impossible_dates(
    tmp_path: Path, library: Path, catalogue: Catalogue
) -> None:
    report = adopted("statutes-20k", tmp_path / "in", library, every=5)
    kinds = Counter(note.kind for note in report.notes)
    assert len(report.adopted) + kinds["no_year"] == report.files > 3900
    found = codes(library, catalogue)
    assert found["CB104"] == kinds["date"] > 0
    assert set(found) <= {"CB104", "CB024"}
    before = tree(library)
    rules = mapping((MAPS / "statutes-20k.yml").read_text(encoding="utf-8"))
    top = next(path for path in (tmp_path / "in/statutes-20k", tmp_path / "in") if path.is_dir())
    again = adopt(top, library, rules, silent, dry_run=False)
    assert again.present == report.adopted
    assert tree(library) == before


def test_broken_front_matter_does_not_become_text(tmp_path: Path, library: Path) -> None:
    with tarfile.open(real("dirty-frontmatter.tar.gz")) as archive:
        archive.extractall(tmp_path / "in", filter="data")
    rules = mapping(
        "name: dirty\ninclude: ['**/*.md']\nid: {year: '2024'}\ntitle: [{take: heading}]\n"
    )
    report = adopt(tmp_path / "in", library, rules, silent, dry_run=False)
    assert report.files > 400
    assert len(report.adopted) <= 2
