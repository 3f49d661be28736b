"""Single cases: what their files hold, that they are true, and where the site offers them."""

import io
import json
import posixpath
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from casebook import app
from casebook.findings import Catalogue
from casebook.model.ids import CaseId
from casebook.model.offprint import Offprint
from casebook.model.terms import Audience
from casebook.press.fonts import Fonts
from casebook.press.offprints import Made, manuscript_of, print_offprints
from casebook.press.review import card_findings
from casebook.publish.offprints import Offprints
from casebook.publish.tables import Means
from casebook.views.case import case_page
from casebook.views.page import CaseView
from press_book import DAY, SECRETS, SITE, Book, text_of
from sites import ROOT, TODAY, build_site, run

CARD, PLAIN = CaseId("2025-0001"), CaseId("2025-0003")
CASE = Path("cases/2025/2025-0001/index.md")
FONTS = ("--fonts", str(ROOT / ".casebook/fonts"))


@pytest.fixture(scope="module")
def made(book: Book, catalogue: Catalogue, fonts: Fonts) -> Made:
    work = manuscript_of([CARD, PLAIN], app.edition(book.loaded), SITE, catalogue)
    return print_offprints(book.root, work, list(Offprint), fonts, DAY)


@pytest.fixture(scope="module")
def library(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with its files made, but for those of one case, which no font can set."""
    root = shutil.copytree(book.root, tmp_path_factory.mktemp("offprints") / "library")
    site = root / "site_config/site.yml"
    site.write_text(re.sub(r"offprints: .*\n", "", site.read_text("utf-8")), "utf-8")
    with site.open("a", encoding="utf-8") as text:
        text.write("offprints: [pdf, card]\n")
    said = run("casebook", "offprint", *FONTS, cwd=root)
    assert said.startswith("做好 7 篇，沿用 0 篇")
    return root


@pytest.fixture
def copy(library: Path, tmp_path: Path) -> Path:
    return shutil.copytree(library, tmp_path / "library")


def offered(root: Path, folder: Path, case_id: str = CARD) -> list[tuple[str, str]]:
    """The files that the page of a case offers; each is in the site, with the size that it says."""
    site = build_site(root, folder)
    page = site.page(f"cases/{case_id}")
    found = []
    for link in page.css(".cb-offprints a"):
        target = folder / f"cases/{case_id}" / str(link.attributes["href"])
        size = -(-target.stat().st_size // 1024)
        note = link.next
        assert note is not None
        assert note.text() == f"{size} KB"
        found.append((target.name, link.text()))
    return found


def test_the_whole_case_is_a_tagged_file_of_its_own(made: Made, book: Book) -> None:
    text = text_of(made.files[CARD][Offprint.PDF])
    tree = LexborHTMLParser(book.work.chapters[CARD])
    for node in tree.css("h1, h2, h3, th, td p"):
        assert "".join(node.text().split()) in text
    pdf = PdfReader(io.BytesIO(made.files[CARD][Offprint.PDF] or b""))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "夜间办事窗口"
    metadata = pdf.trailer["/Root"]["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    # Where cases of a volume lead to each other, a single one leads to the site.
    notes = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert f"{SITE}cases/2025-0002/" in [one["/A"].get("/URI") for one in notes if "/A" in one]


def test_the_method_card_is_one_page_with_all_that_it_says(made: Made) -> None:
    data = made.files[CARD][Offprint.CARD] or b""
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    text = text_of(data)
    for words in (
        "夜间办事窗口",
        "人多窗口少",
        "看记录",
        "定日子",
        "等候",
        "下降74%",
        "叫号系统",
        "才算有效",
    ):
        assert words in text
    assert "排队的人多，窗口少" not in text
    assert made.files[PLAIN][Offprint.CARD] is None
    assert made.letters == {CARD: 12}


def test_the_word_document_bears_its_title_and_begins_with_its_sections(made: Made) -> None:
    document = docx.Document(io.BytesIO(made.files[CARD][Offprint.DOCX] or b""))
    assert document.core_properties.title == "夜间办事窗口"
    styles = [one.style.name for one in document.paragraphs if one.style is not None]
    assert styles.count("Title") == 1
    assert [one for one in styles if one.startswith("Heading")][:3] == [
        "Heading 1", "Heading 1", "Heading 2",
    ]  # fmt: skip
    assert not document.styles["Heading 1"].paragraph_format.page_break_before


def test_no_file_holds_what_is_internal(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made.files[CARD][Offprint.DOCX] or b"")) as archive:
        told = "".join(archive.read(one).decode(errors="replace") for one in archive.namelist())
    told += text_of(made.files[CARD][Offprint.PDF]) + text_of(made.files[CARD][Offprint.CARD])
    assert not [one for one in SECRETS if one in told]


def test_internal_files_say_for_whom_they_are(
    book: Book, catalogue: Catalogue, fonts: Fonts
) -> None:
    edition = app.edition(book.loaded, Audience.INTRANET)
    work = manuscript_of([CARD], edition, SITE, catalogue)
    made = print_offprints(book.root, work, [Offprint.PDF], fonts, DAY)
    text = text_of(made.files[CARD][Offprint.PDF])
    assert "内部使用" in text
    assert SITE not in text


def test_the_same_case_gives_the_same_bytes(
    made: Made, book: Book, catalogue: Catalogue, fonts: Fonts
) -> None:
    work = manuscript_of([CARD], app.edition(book.loaded), SITE, catalogue)
    again = print_offprints(book.root, work, list(Offprint), fonts, DAY)
    assert again.files[CARD] == made.files[CARD]


def test_a_crowded_card_is_told(book: Book) -> None:
    assert [one.code for one in card_findings(book.work, {CARD: 7.25})] == ["CB923"]
    assert not list(card_findings(book.work, {CARD: 7.5}))


def test_what_cannot_be_set_or_is_internal_is_left_out(library: Path) -> None:
    names = sorted(one.name for one in (library / "compiled/cases/public").iterdir())
    cases = {name[:9] for name in names if name[0].isdigit()}
    assert cases == {f"2025-000{number}" for number in (1, 2, 3, 4, 5, 6, 8)}
    assert [name for name in names if "card" in name] == ["2025-0001-card.pdf"]
    assert not (library / "compiled/cases/intranet").exists()


def test_the_page_offers_them_with_their_sizes(copy: Path, tmp_path: Path) -> None:
    assert offered(copy, tmp_path / "site") == [
        ("2025-0001.pdf", "全文 PDF"),
        ("2025-0001-card.pdf", "做法卡 PDF"),
    ]
    assert offered(copy, tmp_path / "site", PLAIN) == [("2025-0003.pdf", "全文 PDF")]


def test_a_picture_drawn_anew_is_a_change(copy: Path, tmp_path: Path) -> None:
    Image.new("RGB", (1200, 800), "black").save(copy / CASE.parent / "a.png")
    assert offered(copy, tmp_path / "site") == []


def test_a_picture_that_has_not_changed_is_not_read_again(
    copy: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a file written a moment ago nothing is taken for known.
    monkeypatch.setattr("casebook.publish.offprints.is_settled", lambda *_: True)
    means, read = Means(), list[str]()

    def summed(_: Offprints, path: str) -> bytes:
        read.append(posixpath.basename(path))
        return b"sum"

    monkeypatch.setattr(Offprints, "_sum", summed)
    for expected in (["a.png", "图1.png", "宽.webp", "高.png"], [], ["a.png"]):
        if expected == ["a.png"]:
            Image.new("RGB", (1200, 800), "black").save(copy / CASE.parent / "a.png")
        edition = app.edition(app.load(copy, TODAY, catalogue, means=means))
        page = case_page(edition.library.cases[CARD], None, edition.library, catalogue.phrase)
        assert isinstance(page.view, CaseView)
        Offprints(edition, SITE, catalogue).digest(page.view)
        assert sorted(read) == expected
        read.clear()


def test_a_build_from_the_cache_and_one_without_offer_the_same(copy: Path, tmp_path: Path) -> None:
    for words in ((), ("--no-cache",), ()):
        run("casebook", "build", "--output", tmp_path / "site", *words, cwd=copy)
        page = (tmp_path / "site/cases/2025-0001/index.html").read_text("utf-8")
        assert "2025-0001-card.pdf" in page


def test_only_what_has_changed_is_made_and_offered_again(copy: Path, tmp_path: Path) -> None:
    text = (copy / CASE).read_text("utf-8")
    (copy / CASE).write_text(text.replace("排队的人多", "排队的人很多"), "utf-8")
    assert offered(copy, tmp_path / "site") == []
    assert offered(copy, tmp_path / "site", PLAIN) != []
    assert run("casebook", "offprint", *FONTS, cwd=copy).startswith("做好 1 篇，沿用 6 篇")
    assert len(offered(copy, tmp_path / "site")) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [('audience: "public"', 'audience: "intranet"'), ('state: "admitted"', 'state: "retired"')],
)
def test_what_is_no_longer_for_everybody_goes_from_site_and_shelf(
    copy: Path, tmp_path: Path, old: str, new: str
) -> None:
    text = (copy / CASE).read_text("utf-8")
    (copy / CASE).write_text(text.replace(old, new), "utf-8")
    folder = tmp_path / "site"
    build_site(copy, folder)
    assert not list(folder.rglob("2025-0001*.pdf"))
    assert run("casebook", "offprint", *FONTS, cwd=copy).startswith("做好 0 篇，沿用 6 篇")
    assert not list((copy / "compiled").rglob("2025-0001*"))


def test_without_the_switch_there_are_none(copy: Path, tmp_path: Path) -> None:
    site = copy / "site_config/site.yml"
    site.write_text(site.read_text("utf-8").replace("offprints: [pdf, card]\n", ""), "utf-8")
    assert offered(copy, tmp_path / "site") == []
    assert not list((tmp_path / "site").rglob("2025-*.pdf"))


def test_other_bytes_links_and_broken_cards_are_not_offered(copy: Path, tmp_path: Path) -> None:
    shelf = copy / "compiled/cases/public"
    (shelf / "2025-0001.pdf").write_bytes(b"%PDF changed")
    (shelf / "2025-0003.pdf").rename(tmp_path / "a.pdf")
    (shelf / "2025-0003.pdf").symlink_to(tmp_path / "a.pdf")
    assert offered(copy, tmp_path / "one") == [("2025-0001-card.pdf", "做法卡 PDF")]
    assert offered(copy, tmp_path / "one", PLAIN) == []
    card = json.loads((shelf / "offprints.json").read_text("utf-8"))
    card[CARD]["files"]["../x"] = card[CARD]["files"]["card"]
    (shelf / "offprints.json").write_text(json.dumps(card), "utf-8")
    assert offered(copy, tmp_path / "two") == []
    shutil.move(copy / "compiled", tmp_path / "elsewhere")
    (copy / "compiled").symlink_to(tmp_path / "elsewhere")
    assert offered(copy, tmp_path / "three") == []
