"""An edition is kept with its sources, and later changes are told without the old text."""

import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.findings import Catalogue
from casebook.model.frozen import FORMAT, changed, parts_of
from casebook.model.ids import CaseId, VolumeId
from casebook.model.terms import Audience
from casebook.press.freezing import pack
from casebook.source.opening import ChangedFileError
from casebook.views.since import frozen_views, since
from press_book import DAY, SECRETS, Book
from sites import ROOT, TODAY, run

KEY = CaseId("2025-0001")
CASE = Path("cases/2025/2025-0001/index.md")
FONTS = ("--fonts", str(ROOT / ".casebook/fonts"))


@pytest.fixture(scope="module")
def frozen(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = shutil.copytree(book.root, tmp_path_factory.mktemp("freeze") / "library")
    said = run("casebook", "freeze", "v", *FONTS, cwd=root)
    assert "第1次定稿" in said
    return root


@pytest.fixture
def later(frozen: Path, tmp_path: Path) -> Path:
    return shutil.copytree(frozen, tmp_path / "later")


def card(root: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((root / "editions/v-1.json").read_text("utf-8"))
    return found


def edited(root: Path, *changes: tuple[str, str]) -> None:
    text = (root / CASE).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (root / CASE).write_text(text, "utf-8")


def seen(root: Path, catalogue: Catalogue) -> app.Edition:
    return app.edition(app.load(root, TODAY, catalogue))


def test_the_same_pack_gives_the_same_bytes(frozen: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(frozen / "editions/v-1.zip") as archive:
        archive.extractall(tmp_path)
    run("casebook", "compile", "v", *FONTS, cwd=tmp_path)
    shelf = json.loads((tmp_path / "compiled/public/v/volume.json").read_text("utf-8"))
    assert {one["name"]: one["sha256"] for one in shelf["files"]} == card(frozen)["files"]


def test_a_pack_holds_what_the_settings_inherit(later: Path) -> None:
    text = (later / "mkdocs.yml").read_text("utf-8")
    (later / "shared").mkdir()
    (later / "shared/base.yml").write_text(text, "utf-8")
    (later / "mkdocs.yml").write_text("INHERIT: shared/base.yml\n", "utf-8")
    assert host.config_files(later) == ("mkdocs.yml", "shared/base.yml")
    with zipfile.ZipFile(io.BytesIO(pack(later, host.config_files(later), ("cases",), DAY))) as one:
        assert one.read("shared/base.yml").decode() == text
    for outside in ("../base.yml", "/etc/passwd", "gone.yml"):
        (later / "mkdocs.yml").write_text(f"INHERIT: {outside}\n", "utf-8")
        with pytest.raises(host.BrokenHostError):
            host.config_files(later)


def test_a_card_names_what_it_was_made_with(frozen: Path) -> None:
    told = card(frozen)
    assert {"typst", "pypandoc_binary", "python", "casebook"} <= set(told["tools"])  # type: ignore[call-overload]
    assert all(len(one) == 64 for one in told["fonts"].values())  # type: ignore[attr-defined]
    assert not [one for one in SECRETS if one in (frozen / "editions/v-1.json").read_text("utf-8")]


def test_a_pack_is_part_of_no_output(frozen: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(frozen / "editions/v-1.zip") as archive:
        sources = b"".join(archive.read(name) for name in archive.namelist())
    assert SECRETS[2].encode() in sources
    run("casebook", "build", "--output", str(tmp_path / "site"), cwd=frozen)
    names = [one.name for one in (tmp_path / "site").rglob("*")]
    assert not [one for one in names if one in {"editions", "v-1.zip", "v-1.json"}]
    page = (tmp_path / "site/cases/2025-0001/index.html").read_text("utf-8")
    assert "测试汇编（2026-09-21定稿）：没有改动。" in page
    assert "定稿以后没有改动" in (tmp_path / "site/volumes/v/index.html").read_text("utf-8")


def test_the_same_edition_is_not_kept_twice(later: Path) -> None:
    assert "和第1次定稿一样" in run("casebook", "freeze", "v", *FONTS, cwd=later)
    assert sorted(one.name for one in (later / "editions").iterdir()) == ["v-1.json", "v-1.zip"]


def test_a_changed_case_joins_the_errata(later: Path, catalogue: Catalogue) -> None:
    edited(
        later,
        ("排队的人多", "排队的人很多"),
        ("夜间办事窗口", "晚间办事窗口"),
        ('state: "admitted"', 'state: "admitted"\nerrata: [{date: 2026-09-30, note: 改正人数}]'),
    )
    edition = seen(later, catalogue)
    (one,) = since(edition.library.cases[KEY], edition.bodies[KEY], edition.library)
    assert one.parts == ("title", "section:一、背景")
    assert [erratum.note for erratum in one.errata] == ["改正人数"]
    volume = edition.library.volumes[VolumeId("v")]
    (view,) = frozen_views(volume, edition.library, edition.bodies)
    assert [line.record.id for line in view.corrections] == [KEY]


def test_no_edition_tells_of_a_case_that_was_hidden(later: Path, catalogue: Catalogue) -> None:
    edited(later, ('audience: "public"', 'audience: "intranet"'))
    edition = seen(later, catalogue)
    (view,) = frozen_views(edition.library.volumes[VolumeId("v")], edition.library, edition.bodies)
    assert view.corrections == ()


def test_an_internal_edition_is_not_told_to_the_public(later: Path, catalogue: Catalogue) -> None:
    path = later / "editions/v-1.json"
    text = path.read_text("utf-8").replace('"audience": "public"', '"audience": "intranet"')
    path.write_text(text, "utf-8")
    loaded = app.load(later, TODAY, catalogue)
    assert app.edition(loaded).library.frozen == ()
    assert len(app.edition(loaded, Audience.INTRANET).library.frozen) == 1


def test_a_pack_without_its_card_is_no_edition(later: Path) -> None:
    (later / "editions/v-1.json").unlink()
    assert "第1次定稿" in run("casebook", "freeze", "v", *FONTS, cwd=later)
    assert card(later)["format"] == FORMAT


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2200, 1, 1)])
def test_a_pack_bears_the_nearest_day_that_it_can(later: Path, day: date) -> None:
    data = pack(later, (), ("cases",), day)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time[0] for one in archive.infolist()} <= {1980, 2107}


@pytest.mark.parametrize("name", ["content", "mkdocs.yml"])
def test_a_pack_holds_nothing_from_behind_a_link(later: Path, name: str) -> None:
    (later / name).rename(later.parent / name)
    (later / name).symlink_to(later.parent / name)
    with pytest.raises(ChangedFileError, match=name):
        pack(later, ("mkdocs.yml",), ("cases", "content"), TODAY)


def test_spaces_are_no_change_and_what_is_gone_is_one(later: Path, catalogue: Catalogue) -> None:
    edition = seen(later, catalogue)
    before = parts_of(edition.library.cases[KEY], edition.bodies[KEY])
    edited(later, ("排队的人多，窗口少", "排队的人多，\n窗口少"))
    edition = seen(later, catalogue)
    assert changed(before, parts_of(edition.library.cases[KEY], edition.bodies[KEY])) == ()
    edited(later, ("## 二、做法", "## 二、办法"))
    edition = seen(later, catalogue)
    found = changed(before, parts_of(edition.library.cases[KEY], edition.bodies[KEY]))
    assert found == ("section:二、办法", "removed")
