import shutil
from pathlib import Path

import pytest

from casebook.findings import Catalogue
from casebook.intake.adopt import adopt
from casebook.intake.collection import read_taken
from casebook.intake.journal import Tally
from casebook.intake.report import AdoptionReport, text_summary
from casebook.source.front_matter import read_record
from intake.adopting import mapping, silent, tree
from intake.conftest import Adopt

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def kinds(report: AdoptionReport) -> list[str]:
    return [note.kind for note in report.notes]


def text_of(library: Path, case_id: str) -> str:
    return (library / "cases" / case_id[:4] / case_id / "index.md").read_text(encoding="utf-8")


def add_case(library: Path, case_id: str, front: str) -> None:
    folder = library / "cases" / case_id[:4] / case_id
    folder.mkdir(parents=True)
    (folder / "index.md").write_text(f"---\n{front}\n---\n\n正文\n", encoding="utf-8")


def test_numbers_follow_the_paths_after_the_highest(run: Adopt, library: Path) -> None:
    add_case(library, "2024-0011", "title: 甲\nformer_ids: ['2024-0020', x]")
    report = run({"b.md": "乙", "Z.md": "丙", "a/一.md": "甲"})
    assert report.adopted == (
        ("Z.md", "2024-0021"),
        ("a/一.md", "2024-0022"),
        ("b.md", "2024-0023"),
    )


def test_paths_are_compared_whole(run: Adopt) -> None:
    report = run({"a/x.md": "甲", "a-b.md": "乙"})
    assert report.adopted == (("a-b.md", "2024-0001"), ("a/x.md", "2024-0002"))


def test_numbers_begin_at_the_start_and_grow(run: Adopt, library: Path) -> None:
    add_case(library, "2024-9999", "title: 甲")
    assert run({"a.md": "甲"}).adopted == (("a.md", "2024-10000"),)


def test_no_number_is_left(run: Adopt, library: Path) -> None:
    add_case(library, "2024-999999", "title: 甲")
    report = run({"a.md": "甲"})
    assert kinds(report) == ["no_number"]
    assert not report.adopted


@pytest.mark.parametrize(
    "origin", ["old:a.md", '"old:a.md"', "'old:a.md'", "\n  old:a.md", ">-\n  old:a.md"]
)
def test_an_origin_is_known_however_it_is_written(library: Path, origin: str) -> None:
    add_case(library, "2024-0003", f"title: 甲\norigin: {origin}\nsample: true")
    assert read_taken(library).ids == {"old:a.md": "2024-0003"}


def test_what_has_changed_is_told_and_left_alone(run: Adopt, library: Path) -> None:
    run({"a.md": "甲", "b.md": "乙"})
    before = tree(library)
    report = run({"a.md": "甲改"})
    assert report.changed == (("a.md", "2024-0001"),)
    assert report.present == (("b.md", "2024-0002"),)
    assert tree(library) == before


def test_a_new_file_between_old_ones_gets_the_next_number(run: Adopt) -> None:
    run({"a.md": "甲", "c.md": "丙"})
    report = run({"b.md": "见[丙](c.md)"})
    assert report.adopted == (("b.md", "2024-0003"),)


def test_a_write_that_fails_leaves_nothing_half(
    run: Adopt, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise OSError(28, "full")

    files = {"a.md": "![图](a.png)", "a.png": PNG}
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", fail)
        with pytest.raises(OSError, match="full"):
            run(files)
    assert not [path for path in (library / "cases").glob("*/*") if path.name[0] != "."]
    assert run(files).adopted == (("a.md", "2024-0001"),)
    assert sorted(path.name for path in (library / "cases/2024").iterdir()) == ["2024-0001"]


def test_a_library_behind_a_link_is_not_written(run: Adopt, library: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (library / "cases").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="link"):
        run({"a.md": "甲"})
    assert not list((tmp_path / "elsewhere").iterdir())


def test_links_and_places_outside_are_not_read(run: Adopt, library: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign/link.md").symlink_to(tmp_path / "secret.png")
    (tmp_path / "foreign/pics").symlink_to(tmp_path)
    report = run({"a.md": "![甲](../secret.png) ![乙](pics/secret.png) ![丙](/secret.png)"})
    assert sorted(kinds(report)) == sorted(
        ["link_on_disk", "link_on_disk", "outside", "image_missing", "outside"]
    )
    assert [path.name for path in (library / "cases/2024/2024-0001").iterdir()] == ["index.md"]


def test_images_get_names_for_every_desk(run: Adopt, library: Path) -> None:
    text = (
        "![1](图.png) ![2](x/图.png) ![3](My%20Pic.png) ![4](<My Pic.png>) "
        "![5](con.png) ![6](a.gif)"
    )
    names = ("图.png", "x/图.png", "My Pic.png", "con.png", "a.gif")
    report = run({"a.md": text, **dict.fromkeys(names, PNG), "a.gif": b"GIF89a"})
    assert kinds(report) == ["image_unfit"]
    assert text_of(library, "2024-0001").splitlines()[-1] == (
        "![1](image.png) ![2](image-2.png) ![3](my-pic.png) ![4](my-pic.png) "
        "![5](image-con.png) ![6](a.gif)"
    )


def test_links_lead_to_the_adopted_cases(run: Adopt, library: Path) -> None:
    run(
        {
            "x/a.md": "[乙](../b.md#节) `[乙](../b.md)` [丙](c.md) [b]\n\n[b]: ../b.md\n",
            "b.md": "[自己](#节) [网](https://a.org/b.md) [信](mailto:a@a.org)",
        }
    )
    assert "[自己](#节) [网](https://a.org/b.md) [信](mailto:a@a.org)" in text_of(
        library, "2024-0001"
    )
    assert text_of(library, "2024-0002").endswith(
        "[乙](../../2024/2024-0001/index.md#节) `[乙](../b.md)` [丙](c.md) [b]\n\n"
        "[b]: ../../2024/2024-0001/index.md\n"
    )


def test_targets_that_lead_nowhere_are_told(run: Adopt) -> None:
    report = run(
        {"a.md": "[甲](c.md) [乙](ftp://a.org) [丙]() ![丁](//a.org/x.png) [戊](../../x.md)"}
    )
    assert kinds(report) == ["link", "scheme", "no_target", "outside"]
    assert report.counts(Tally.REMOTE) == {"a.org": 1}


@pytest.mark.parametrize(
    ("data", "converted"),
    [
        (b"\xef\xbb\xbf" + "甲".encode(), "bom"),
        ("甲\r\n\r\n乙\r丙".encode(), "line_ends"),
        ("我们先摸底，再试点，后推广。".encode("gb18030"), "gb18030"),
    ],
)
def test_bytes_of_other_desks_are_converted(
    run: Adopt, library: Path, data: bytes, converted: str
) -> None:
    report = run({"a.md": data})
    assert report.fits
    assert report.counts(Tally.CONVERTED) == {converted: 1}
    record, findings = read_record(text_of(library, "2024-0001").encode(), "index.md")
    assert record is not None
    assert findings == []


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"+++\ntitle = 'a'\n+++\n", "toml", None),
        (b"---\ntitle: a\ntitle: b\n---\n\nx\n", "unread", "CB005"),
        (b"---\ntitle: a\n\nx\n", "unread", "CB002"),
        ("---\ntitle：甲\n---\n\nx\n".encode(), "unread", "CB003"),
        (b"\n---\ntitle: a\n---\n\nx\n", "stray_fields", None),
        (b"title: a\ndate: 2024-01-01\n\nx\n", "stray_fields", None),
        (b"---\n---\n# see\nslug: a\ntitle: b\n---\nx\n", "unread", "CB026"),
        (b"\xff\xfea\x00", "unread", "CB014"),
        (b"a" * (1 << 20) + b"a", "unread", "CB015"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    run: Adopt, data: bytes, kind: str, code: str | None
) -> None:
    report = run({"a.md": data})
    assert not report.fits
    assert not report.adopted
    assert kinds(report) == [kind]
    assert [finding.code for finding in report.findings] == ([code] if code else [])


def test_text_that_looks_a_little_like_fields_is_adopted(run: Adopt) -> None:
    report = run({"a.md": "note: see below\n\ntext\n", "b.md": "* * *\n\n正文 key: value\n"})
    assert len(report.adopted) == 2


def test_hidden_characters_go_but_damage_stays(run: Adopt, library: Path) -> None:
    report = run({"a.md": "甲\u200b乙\ufffd\x08"}, "hidden: remove")
    assert text_of(library, "2024-0001").endswith("\n甲乙\ufffd\n")
    assert report.counts(Tally.HIDDEN) == {"U+200B": 1, "U+0008": 1}
    assert [finding.code for finding in report.findings] == ["CB024"]


def test_keys_that_nobody_takes_are_counted(run: Adopt) -> None:
    files = {f"{name}.md": f"---\nid: {name}\nviews: 3\nlayout: x\n---\n\n正文\n" for name in "ab"}
    report = run(files, "ignore: [layout]\nfields: [{key: id, to: former_ids}]")
    assert report.counts(Tally.KEY) == {"views": 2}
    assert not report.fits


def test_values_that_do_not_fit_are_left_out_and_told(run: Adopt, library: Path) -> None:
    front = "---\na: [x, {y: z}]\nb: 中文\nc: [甲, 乙]\n---\n\n正文\n"
    fields = "fields: [{key: a, to: authors}, {key: b, to: kind}, {key: c, to: source}]"
    report = run({"a.md": front}, fields)
    assert kinds(report) == ["many", "nested"]
    assert [finding.code for finding in report.findings] == ["CB107"]
    assert "authors: [x]\norigin:" in text_of(library, "2024-0001")


def test_two_keys_fill_one_list(run: Adopt, library: Path) -> None:
    front = "---\na: x、y\nb: [z]\n---\n\n正文\n"
    run({"a.md": front}, "fields: [{key: a, to: authors, split: [、]}, {key: b, to: authors}]")
    assert 'authors: [x, "y", z]' in text_of(library, "2024-0001")


def test_the_file_goes_before_the_constant(run: Adopt, library: Path) -> None:
    extra = "constants: {source: 丙, sample: true}\nfields: [{key: a, to: source}]"
    run({"a.md": "---\na: 乙\n---\n\n正文\n", "b.md": "正文"}, extra)
    assert "source: 乙\n" in text_of(library, "2024-0001")
    assert "source: 丙\n" in text_of(library, "2024-0002")
    assert "sample: true\n" in text_of(library, "2024-0002")


def test_the_heading_goes_only_when_it_is_the_title(run: Adopt, library: Path) -> None:
    extra = "heading: remove"
    files = {"a.md": "甲 **乙**\n===\n\n正文\n", "b.md": "引子\n\n# 丙\n", "c.md": "# [丁](x.md)\n"}
    report = run(files, extra)
    assert text_of(library, "2024-0001").startswith("---\ntitle: 甲 乙\n")
    assert text_of(library, "2024-0001").endswith("---\n\n正文\n")
    assert text_of(library, "2024-0002").endswith("引子\n\n# 丙\n")
    assert kinds(report) == ["empty", "heading_link", "link"]


def test_a_heading_that_says_something_else_stays(library: Path) -> None:
    front = "---\ntitle: 甲\n---\n\n# 乙\n\n正文\n"
    folder = library.parent / "foreign"
    folder.mkdir()
    (folder / "a.md").write_text(front, encoding="utf-8")
    text = 'name: a\ninclude: ["*"]\nid: {year: "2024"}\ntitle: [{take: front, key: title}]\n'
    adopt(folder, library, mapping(f"{text}heading: remove"), silent, dry_run=False)
    assert text_of(library, "2024-0001").endswith("\n\n# 乙\n\n正文\n")


def test_what_is_left_of_a_line_makes_no_html(run: Adopt, library: Path) -> None:
    run({"a.md": "<ruby>```\n```\n-</b>"}, "html: [{tags: [ruby], do: drop}]")
    assert text_of(library, "2024-0001").endswith("```\n```\n-\\</b>\n")


def test_every_note_has_its_words(run: Adopt, catalogue: Catalogue) -> None:
    report = run({f"{number:02}.md": "[甲](c.md)" for number in range(12)})
    summary = text_summary(report, catalogue)
    assert summary.count("“c.md”") == 10
    assert "对不上的链接共 12 处" in summary
