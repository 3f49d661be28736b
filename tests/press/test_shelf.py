"""What stands on the shelf is offered only while it is whole, and while the library says it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from PIL import Image

from casebook import app
from casebook.adapters.mkdocs import compilation, host
from casebook.adapters.mkdocs.compilation import Compilation
from casebook.adapters.mkdocs.host_files import public_address
from casebook.findings import Catalogue
from casebook.model.body import Body
from casebook.model.ids import CaseId
from casebook.model.volume import Selection, Volume
from casebook.press import shelf
from casebook.press.manuscript import Manuscript
from casebook.press.volumes import digest, left_out, prepared
from press_book import SITE, Book
from sites import TODAY, run

CASE = Path("cases/2025/2025-0001/index.md")
FILES = {"v.pdf": b"%PDF"}


@pytest.fixture
def copy(book: Book, tmp_path: Path) -> Path:
    """The library with a volume on its shelf that says what the library says."""
    root = shutil.copytree(book.root, tmp_path / "library")
    folder = shelf.place(root, volume(book))
    folder.mkdir(parents=True)
    shelf.write(folder, FILES, digest(book.work, root), {"song": "x"})
    return root


def volume(book: Book) -> Volume:
    return book.work.view.volume


def work(root: Path, catalogue: Catalogue) -> Manuscript:
    loaded = app.load(root, TODAY, catalogue)
    (one,) = loaded.library.volumes.values()
    return prepared(one, app.edition(loaded, one.readers), SITE, catalogue)


def offered(root: Path, catalogue: Catalogue) -> list[str]:
    made = work(root, catalogue)
    one = made.view.volume
    return [file.name for file in shelf.read(shelf.place(root, one), one, digest(made, root))]


def edited(root: Path) -> None:
    text = (root / CASE).read_text("utf-8")
    (root / CASE).write_text(text.replace("排队的人多", "排队的人很多"), "utf-8")


def hidden(root: Path) -> None:
    text = (root / CASE).read_text("utf-8")
    (root / CASE).write_text(text.replace('audience: "public"', 'audience: "intranet"'), "utf-8")


def redrawn(root: Path) -> None:
    Image.new("RGB", (1200, 800), "black").save(root / CASE.parent / "a.png")


def appended(root: Path) -> None:
    path = root / "site_config/volumes/v.yml"
    path.write_text(path.read_text("utf-8").replace("每年征集一次", "每年征集两次"), "utf-8")


@pytest.mark.parametrize("change", [edited, hidden, redrawn, appended])
def test_a_volume_is_offered_only_while_it_is_true(
    copy: Path, catalogue: Catalogue, change: Callable[[Path], None]
) -> None:
    assert offered(copy, catalogue) == ["v.pdf"]
    change(copy)
    assert offered(copy, catalogue) == []


def test_the_card_may_name_the_files_of_its_volume_alone(copy: Path, book: Book) -> None:
    folder = shelf.place(copy, volume(book))
    told = digest(book.work, copy)
    (made,) = shelf.read(folder, volume(book), told)
    assert made.data == FILES["v.pdf"]
    assert shelf.read(folder, volume(book), "0" * 64) == ()
    card = (folder / shelf.CARD).read_text("utf-8")
    for name in ("v.html", "volume.json", "../v.pdf", "w.pdf"):
        (folder / name).write_bytes(FILES["v.pdf"])
        (folder / shelf.CARD).write_text(card.replace("v.pdf", name), "utf-8")
        assert shelf.read(folder, volume(book), told) == (), name
    for broken in ("[]", "{}", json.dumps({"digest": told, "files": ["v.pdf"]}), "{"):
        (folder / shelf.CARD).write_text(broken, "utf-8")
        assert shelf.read(folder, volume(book), told) == ()


def test_other_bytes_and_links_are_not_offered(copy: Path, book: Book, tmp_path: Path) -> None:
    folder = shelf.place(copy, volume(book))
    told = digest(book.work, copy)
    (folder / "v.pdf").write_bytes(b"%PDF changed")
    assert shelf.read(folder, volume(book), told) == ()
    (folder / "v.pdf").write_bytes(FILES["v.pdf"])
    assert shelf.read(folder, volume(book), told)
    elsewhere = tmp_path / "elsewhere"
    (copy / shelf.SHELF).rename(elsewhere)
    (copy / shelf.SHELF).symlink_to(elsewhere)
    assert shelf.read(folder, volume(book), told) == ()


def test_the_site_prepares_only_what_was_compiled(
    copy: Path, book: Book, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = app.edition(book.loaded)
    with_card = Compilation(app.edition(app.load(copy, TODAY, catalogue)), SITE, catalogue)
    (page,) = with_card.pages()
    assert [one.url for one in page.view.downloads] == ["volumes/v/v.pdf"]  # type: ignore[union-attr]
    monkeypatch.setattr(compilation, "prepared", None)
    (page,) = Compilation(edition, SITE, catalogue).pages()
    assert page.view.downloads == ()  # type: ignore[union-attr]


def test_a_volume_asks_for_the_texts_that_it_prints_alone(book: Book, catalogue: Catalogue) -> None:
    asked = set()

    class Watched(dict[CaseId, Body]):
        def __getitem__(self, key: CaseId) -> Body:
            asked.add(key)
            return super().__getitem__(key)

    edition = app.edition(book.loaded)
    watched = replace(edition, bodies=Watched(edition.bodies))  # type: ignore[arg-type]
    few = replace(volume(book), select=Selection(cases=(CaseId("2025-0003"),)), parts=())
    asked.clear()
    assert list(prepared(few, watched, SITE, catalogue).chapters) == ["2025-0003"]
    assert asked == {"2025-0003"}


def test_a_proof_takes_the_place_of_the_last_one_alone(copy: Path, book: Book) -> None:
    for data in (b"first", b"second"):
        path = shelf.write_draft(copy, "v", data)
        assert path.read_bytes() == data
    assert [one.name for one in path.parent.iterdir()] == ["v.pdf"]
    assert shelf.read(shelf.place(copy, volume(book)), volume(book), digest(book.work, copy))


def test_a_case_left_out_for_its_errors_is_named(copy: Path, catalogue: Catalogue) -> None:
    text = (copy / CASE).read_text("utf-8")
    (copy / CASE).write_text(f"{text}\n没有人看得见的\u200b字。\n", "utf-8")
    loaded = app.load(copy, TODAY, catalogue)
    (one,) = loaded.library.volumes.values()
    assert left_out(one, loaded.whole, loaded.library) == ("2025-0001",)
    assert left_out(one, loaded.whole, loaded.whole) == ()


def test_a_preview_offers_what_was_made_for_the_address_in_the_settings(copy: Path) -> None:
    config = load_config(str(copy / "mkdocs.yml"))
    config.site_url = "http://127.0.0.1:8000/"
    assert public_address(config) == SITE
    assert host.press(copy) == host.Press("content", SITE, has_columns=True)
    text = (copy / "mkdocs.yml").read_text("utf-8").replace("  - casebook/column\n", "")
    (copy / "mkdocs.yml").write_text(text.replace("site_url:", "# site_url:"), "utf-8")
    assert host.press(copy) == host.Press("content", "", has_columns=False)


def test_a_volume_is_compiled_in_chinese_for_the_address_in_the_settings(
    copy: Path, book: Book, catalogue: Catalogue
) -> None:
    shutil.rmtree(copy / shelf.SHELF)
    run("casebook", "--lang", "en", "compile", "v", "--to", "epub", cwd=copy)
    assert offered(copy, catalogue) == ["v.epub"]
    assert not (shelf.place(copy, volume(book)) / "v.pdf").exists()


def test_a_card_of_brackets_offers_nothing(copy: Path, book: Book) -> None:
    folder = shelf.place(copy, volume(book))
    (folder / shelf.CARD).write_text("[" * 100_000, "utf-8")
    assert shelf.read(folder, volume(book), digest(book.work, copy)) == ()


def test_a_proof_is_written_through_no_link(tmp_path: Path) -> None:
    drafts = tmp_path / shelf.SHELF / shelf.DRAFTS
    drafts.mkdir(parents=True)
    (tmp_path / "precious").write_bytes(b"old")
    (drafts / ".v.pdf.part").symlink_to(tmp_path / "precious")
    assert shelf.write_draft(tmp_path, "v", b"%PDF").read_bytes() == b"%PDF"
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert [one.name for one in drafts.iterdir()] == ["v.pdf"]
