import os
from pathlib import Path

from casebook.findings import Edit
from casebook.repair.files import repair, stamps

CASE = "cases/2025/2025-0001/index.md"
COLON = Edit(path=CASE, line=2, column=6, old="：", new=": ")


def written(root: Path, text: str = "---\ntitle：夜校\n---\n") -> Path:
    file = root / CASE
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode())
    return file


def test_a_file_is_replaced_with_its_mode(tmp_path: Path) -> None:
    file = written(tmp_path, "---\r\ntitle：夜校\r\n---\r\n")
    file.chmod(0o640)
    made = repair(tmp_path, [COLON], stamps(tmp_path, ["cases"]))
    assert made.done == (COLON,)
    assert file.read_bytes() == "---\r\ntitle: 夜校\r\n---\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in file.parent.iterdir()] == ["index.md"]


def test_a_file_that_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    file = written(tmp_path)
    seen = stamps(tmp_path, ["cases"])
    file.write_text("---\ntitle：夜校办在收工后\n---\n", encoding="utf-8")
    made = repair(tmp_path, [COLON], seen)
    assert (made.done, made.refused) == ((), (CASE,))
    assert "：" in file.read_text(encoding="utf-8")


def test_links_are_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    file = written(outside)
    link = root / CASE
    link.parent.mkdir(parents=True)
    link.symlink_to(file)
    assert repair(root, [COLON], stamps(root, ["cases"])).refused == (CASE,)
    link.unlink()
    link.parent.rmdir()
    link.parent.symlink_to(file.parent)
    assert repair(root, [COLON], stamps(root, ["cases"])).refused == (CASE,)
    other = tmp_path / "other"
    other.mkdir()
    (other / "cases").symlink_to(outside / "cases")
    assert repair(other, [COLON], stamps(other, ["cases"])).refused == (CASE,)
    assert "：" in file.read_text(encoding="utf-8")


def test_a_link_put_in_between_is_noticed(tmp_path: Path) -> None:
    file = written(tmp_path)
    seen = stamps(tmp_path, ["cases"])
    target = tmp_path / "target.md"
    os.rename(file, target)  # noqa: PTH104 (the inode stays)
    file.symlink_to(target)
    assert repair(tmp_path, [COLON], seen).refused == (CASE,)


def test_what_lies_elsewhere_is_left_alone(tmp_path: Path) -> None:
    written(tmp_path)
    for path in ("site_config/site.yml", "cases/../site_config/x.md", "../x.md", "/etc/passwd"):
        edit = Edit(path=path, line=1, column=1, old="a", new="b")
        assert repair(tmp_path, [edit], stamps(tmp_path, ["cases"])).refused == (path,)


def test_an_edit_that_does_not_fit_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    file = written(tmp_path)
    before = file.read_bytes()
    wrong = Edit(path=CASE, line=2, column=6, old="；", new=": ")
    assert repair(tmp_path, [wrong], stamps(tmp_path, ["cases"])).done == ()
    assert file.read_bytes() == before
