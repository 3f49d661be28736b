"""What a finding's folder needs and git cannot hold, made in the copied library before a test."""

import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

CASE: Final = "cases/2025/2025-0007"


def _symbolic_link(root: Path) -> None:
    (root / CASE / "timetable.csv").symlink_to("../2025-0001/timetable.csv")


def _cases_behind_a_link(root: Path) -> None:
    (root / "cases").rename(root / "elsewhere")
    (root / "cases").symlink_to("elsewhere")


def _submodule(root: Path) -> None:
    """One as a checkout shows it, one that only git's index knows of."""
    (root / CASE / ".git").write_text("gitdir: ../../../.git/modules/sub\n", encoding="utf-8")
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    entry = f"160000,{'1' * 40},cases/2025/2025-0008"
    subprocess.run([*git, "update-index", "--add", "--cacheinfo", entry], check=True)


def _names_that_clash(root: Path) -> None:
    for name in ("board.csv", "Board.csv"):
        (root / CASE / name).write_text("周三,办证\n", encoding="utf-8")


def _name_windows_forbids(root: Path) -> None:
    for name in ("aux.csv", "课表?.csv", "课　表.csv"):
        (root / CASE / name).write_text("周三,办证\n", encoding="utf-8")
    # An old zip keeps its names in GBK; to a system of today they are no text at all.
    name = os.fsdecode("课表".encode("gbk")) + ".csv"
    (root / CASE / name).write_text("周三,办证\n", encoding="utf-8")


def _file_unreadable(root: Path) -> None:
    """A pipe: like a file without permission it cannot be read, and root cannot read it either."""
    os.mkfifo(root / CASE / "timetable.csv")


def _file_too_large(root: Path) -> None:
    path = root / CASE / "index.md"
    path.write_bytes(path.read_bytes() + "夜校".encode() * (1 << 18))


def _front_matter_too_large(root: Path) -> None:
    path = root / CASE / "index.md"
    text = path.read_text(encoding="utf-8")
    remarks = f"remarks: {'办' * 30_000}\nsample"
    path.write_text(text.replace("sample", remarks, 1), encoding="utf-8")


def _image_too_large(root: Path) -> None:
    (root / CASE / "board.png").write_bytes(png(1, 1) + bytes(5 * 1024 * 1024))


def _image_of_too_many_pixels(root: Path) -> None:
    (root / CASE / "board.png").write_bytes(png(20_000, 20_000))


def _image_damaged(root: Path) -> None:
    whole = png(640, 480)
    (root / CASE / "board.png").write_bytes(whole[: len(whole) // 2])


def _board(root: Path) -> None:
    (root / CASE / "board.png").write_bytes(png(64, 48))


def png(width: int, height: int) -> bytes:
    """A picture of that size in black and white, small however large it is when unpacked."""
    rows = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join(rows.compress(row) for _ in range(height)) + rows.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    )


def _case_deleted(root: Path) -> None:
    shutil.rmtree(root / CASE)


def _case_renumbered(root: Path) -> None:
    (root / CASE).rename(root / "cases/2025/2025-0017")


def _commit(root: Path, message: str) -> None:
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", message], check=True)


def before(root: Path, folder: Path) -> None:
    """A repository whose branch `before` holds the library as the change finds it."""
    subprocess.run(["git", "init", "--quiet", "-b", "before", str(root)], check=True)
    if folder.name == "change-number-reused":
        shutil.copytree(folder / "tree", root, dirs_exist_ok=True)
        _commit(root, "a case")
        shutil.rmtree(root / "cases/2025/2025-0008")
    if (folder / "before").is_dir():
        shutil.copytree(folder / "before", root, dirs_exist_ok=True)
    _commit(root, "before")


BUILDERS: Final[Mapping[str, Callable[[Path], None]]] = MappingProxyType(
    {
        "change-case-deleted": _case_deleted,
        "change-case-renumbered": _case_renumbered,
        "symbolic-link": _symbolic_link,
        "cases-behind-a-link": _cases_behind_a_link,
        "submodule": _submodule,
        "names-that-clash": _names_that_clash,
        "name-windows-forbids": _name_windows_forbids,
        "file-unreadable": _file_unreadable,
        "file-too-large": _file_too_large,
        "front-matter-too-large": _front_matter_too_large,
        "image-too-large": _image_too_large,
        "image-of-too-many-pixels": _image_of_too_many_pixels,
        "image-damaged": _image_damaged,
        "image-without-words": _board,
        "internal-file-in-the-text": _board,
        "image-too-small": _board,
    }
)
