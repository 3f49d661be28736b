"""What is internal stands in no byte of the public site, and where it belongs in the internal."""

import csv
import gzip
import io
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from casebook.model.terms import Audience
from sites import Scratch, Site, Values, build_site, files, unpacked


@dataclass(slots=True)
class Canaries:
    """Strings that exist nowhere else, by what they stand for."""

    known: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str) -> str:
        """A new one."""
        return self.known.setdefault(name, f"Zq{secrets.token_hex(8)}")


@dataclass(frozen=True, slots=True)
class Planted:
    """Both editions of one library."""

    canaries: dict[str, str]
    public: Site
    intranet: Site


# Nobody reads these, not even within.
UNSEEN = frozenset(
    ("draft title", "draft body", "gone title", "gone reason", "tombstone title", "camera")
) | {"withdrawn body", "withdrawn contact", "tombstone reason", "undeclared", "origin"}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    canaries = Canaries()
    scratch = Scratch(tmp_path_factory.mktemp("planted") / "library")
    _registers(scratch, canaries)
    _public_case(scratch, canaries)
    _hidden_cases(scratch, canaries)
    _taken_down(scratch, canaries)
    return Planted(
        canaries.known,
        build_site(scratch.root, scratch.root / "site"),
        build_site(scratch.root, scratch.root / "site-intranet", Audience.INTRANET),
    )


def _registers(scratch: Scratch, canaries: Canaries) -> None:
    scratch.register(
        "registry/units.yml",
        "units",
        [
            {"id": "open", "name": "甲单位"},
            {"id": "shut", "name": canaries("unit name"), "audience": "intranet"},
        ],
    )
    scratch.register(
        "registry/batches.yml",
        "batches",
        [
            {"id": "2025-1", "name": "首批", "date": "2025-09-18"},
            {
                "id": "shut",
                "name": canaries("batch name"),
                "note": canaries("batch note"),
                "date": "2025-09-18",
                "audience": "intranet",
            },
        ],
    )


def _internal_fields(canaries: Canaries) -> Values:
    return {
        "clearance": {"by": canaries("clearer"), "date": "2025-06-30", "scope": "public"},
        "contacts": [
            {
                "name": canaries("contact"),
                "phone": canaries("phone"),
                "email": canaries("email"),
            }
        ],
        "remarks": [canaries("remark")],
        "scores": [{"judge": canaries("judge"), "points": 87, "note": canaries("score note")}],
        "origin": canaries("origin"),
    }


def _public_case(scratch: Scratch, canaries: Canaries) -> None:
    folder = scratch.case(
        "2025-0001",
        "## 一、做法\n\n正文。\n\n![窗口](board.png)\n",
        unit="shut",
        attachments=[
            {"file": "open.csv", "title": "公开附件"},
            {
                "file": canaries("file name") + ".csv",
                "title": canaries("attachment title"),
                "audience": "intranet",
            },
            {"file": "shut.docx", "title": "内部文档", "audience": "intranet"},
        ],
        **_internal_fields(canaries),
    )
    (folder / "open.csv").write_text("甲,乙\n", encoding="utf-8")
    text = canaries("attachment text")
    (folder / f"{canaries.known['file name']}.csv").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(folder / "shut.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", canaries("document text"))
    (folder / "notes.csv").write_text(canaries("undeclared"), encoding="utf-8")
    _picture(folder / "board.png", canaries("camera"))


def _hidden_cases(scratch: Scratch, canaries: Canaries) -> None:
    kinds: dict[str, Values] = {
        "reviewing": {"state": "reviewing", "batch": None, "admitted": None},
        "intranet": {"audience": "intranet", "batch": "shut"},
        "uncleared": {"clearance": {"by": "乙", "date": "2025-06-30", "scope": "intranet"}},
        "draft": {"state": "draft", "batch": None, "admitted": None},
    }
    for number, (name, values) in enumerate(kinds.items()):
        folder = scratch.case(
            f"2026-{number:04}",
            f"## {canaries(f'{name} body')}\n\n正文。\n\n![图](p{canaries('picture name')}.png)\n",
            title=canaries(f"{name} title"),
            summary=canaries(f"{name} title"),
            **values,
        )
        _picture(folder / f"p{canaries.known['picture name']}.png", canaries("camera"))


def _taken_down(scratch: Scratch, canaries: Canaries) -> None:
    for number, mode in enumerate(("notice", "tombstone", "gone")):
        known = "withdrawn" if mode == "notice" else mode
        reason = "统计口径有误" if mode == "notice" else canaries(f"{mode} reason")
        scratch.case(
            f"2024-{number:04}",
            canaries("withdrawn body"),
            title="已撤下的项目" if mode == "notice" else canaries(f"{known} title"),
            summary=canaries("withdrawn body"),
            state="withdrawn",
            batch=None,
            admitted=None,
            withdrawal={"mode": mode, "date": "2025-12-01", "reason": reason},
            **{
                **_internal_fields(Canaries()),
                "contacts": [{"name": canaries("withdrawn contact")}],
            },
        )


def _picture(path: Path, secret: str) -> None:
    """A picture with words where a camera writes, and more after its end."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", secret)
    Image.new("RGB", (32, 24), "white").save(path, pnginfo=notes)
    path.write_bytes(path.read_bytes() + secret.encode())


def _bytes(site: Site) -> Iterator[tuple[str, bytes]]:
    """All that the site holds: names, files, and what is packed in them."""
    for name, data in files(site.folder).items():
        yield name, name.encode() + b"\n" + data
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist():
                    yield f"{name}!{member.filename}", archive.read(member)
        if data.startswith(b"\x1f\x8b"):
            yield f"{name}!", gzip.decompress(data)
        if name.endswith(".bin"):
            yield f"{name}!", unpacked(name, data)


def _found(site: Site, canaries: dict[str, str]) -> dict[str, set[str]]:
    """Which canaries stand in which files; the terms of the search index are in small letters."""
    held = [(where, data.lower()) for where, data in _bytes(site)]
    return {
        name: {where for where, data in held if secret.lower().encode() in data}
        for name, secret in canaries.items()
    }


def test_no_internal_matter_stands_in_the_public_site(planted: Planted) -> None:
    leaks = {
        name: where for name, where in _found(planted.public, planted.canaries).items() if where
    }
    assert leaks == {}


def test_the_library_of_this_test_has_no_error(planted: Planted) -> None:
    assert not planted.public.loaded.has_errors
    assert len(planted.public.loaded.library.cases) == 8


def test_the_internal_site_shows_it_where_it_belongs(planted: Planted) -> None:
    found = _found(planted.intranet, planted.canaries)
    assert {name for name, where in found.items() if not where} == UNSEEN & found.keys()
    case = "cases/2025-0001/"
    for name in ("contact", "phone", "email", "remark", "judge", "score note", "clearer"):
        assert found[name] == {f"{case}index.html"}, name
    assert found["document text"] == {f"{case}shut.docx!word/document.xml"}
    assert f"{case}index.html" in found["unit name"]
    assert "cases/2026-0000/index.html" in found["reviewing body"]
    assert "library/state/reviewing/index.html" in found["reviewing title"]
    for folder in ("search/records/", "search/terms/"):
        assert any(where.startswith(folder) for where in found["reviewing title"]), folder


def test_no_public_page_or_map_names_a_hidden_case(planted: Planted) -> None:
    for hidden in ("2026-0000", "2026-0001", "2026-0002", "2026-0003", "2024-0002"):
        where = [name for name, data in _bytes(planted.public) if hidden.encode() in data]
        assert where == [], hidden


def test_the_public_sample_holds_nothing_of_its_contacts(public: Site) -> None:
    whole = public.loaded.library.cases.values()
    secrets_of = {one.phone for case in whole for one in case.contacts if one.phone}
    secrets_of |= {remark for case in whole for remark in case.remarks}
    assert secrets_of
    for name, data in _bytes(public):
        for secret in secrets_of:
            assert secret.encode() not in data, name


def test_a_published_table_is_the_file_that_was_sent(public: Site) -> None:
    text = (public.folder / "cases/2025-0001/timetable.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) > 1
