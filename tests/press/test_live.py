"""A volume that stays set: the same bytes as one set at once, and only what an edit concerns."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from casebook.cli import watching as watching_module
from casebook.model.volume import Format
from casebook.press import printing, sandbox
from casebook.press.fonts import Fonts
from casebook.press.live import Live
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Workshop, print_volume
from casebook.press.sandbox import PressError, Running
from casebook.source.opening import ChangedFileError
from press_book import DAY, Book
from sites import ROOT


@pytest.fixture
def rewritten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the texts that pandoc read by themselves."""
    keys: list[str] = []
    rewrite = Workshop.rewrite

    def noted(shop: Workshop, chapters: Mapping[str, str]) -> None:
        keys.extend(chapters)
        rewrite(shop, chapters)

    monkeypatch.setattr(Workshop, "rewrite", noted)
    return keys


@pytest.fixture
def root(book: Book, tmp_path: Path) -> Path:
    return shutil.copytree(book.root, tmp_path / "library")


def edited(work: Manuscript, key: str) -> Manuscript:
    more = f"{work.chapters[key]}<p>又补充了一句。</p>"
    return replace(work, chapters={**work.chapters, key: more})


def test_an_edit_gives_the_bytes_of_a_volume_set_at_once(
    book: Book, root: Path, fonts: Fonts, rewritten: list[str]
) -> None:
    work = edited(book.work, "2025-0003")
    with Live(root, fonts, draft=False) as live:
        assert live.set(book.work, DAY) == book.files[Format.PDF]
        assert live.set(book.work, DAY) == book.files[Format.PDF]
        assert not rewritten
        made = live.set(work, DAY)
        assert rewritten == ["2025-0003"]
        assert live.set(book.work, DAY) == book.files[Format.PDF]
    assert made == print_volume(root, work, [Format.PDF], fonts, DAY)[Format.PDF]


def test_another_title_or_picture_begins_anew(
    book: Book, root: Path, fonts: Fonts, rewritten: list[str]
) -> None:
    work = replace(book.work, data={**book.work.data, "title": "另一个书名"})
    with Live(root, fonts, draft=False) as live:
        live.set(book.work, DAY)
        assert live.set(work, DAY) == print_volume(root, work, [Format.PDF], fonts, DAY)[Format.PDF]
        Image.new("RGB", (1200, 800), "black").save(root / "cases/2025/2025-0001/a.png")
        assert live.set(work, DAY) == print_volume(root, work, [Format.PDF], fonts, DAY)[Format.PDF]
    assert not rewritten


# A process that has used up its time with one setting.
HURRIED = """
import resource, sys
from pathlib import Path
from casebook.press import typesetter
resource.getrlimit = lambda _: (0, 0)
typesetter.main(Path(sys.argv[1]), stay=True)
"""


def test_a_tool_that_ended_between_two_edits_is_replaced(
    book: Book, root: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    started = subprocess.Popen.__init__

    def noted(process: subprocess.Popen[bytes], words: list[str], **more: Any) -> None:
        if words[-1] == "stay":
            begun.append(process)
            words = [words[0], "-c", HURRIED, words[-2]]
        started(process, words, **more)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    with Live(root, fonts, draft=False) as live:
        for _ in range(2):
            assert live.set(book.work, DAY) == book.files[Format.PDF]
            assert begun[-1].wait(60) == 0
    assert len(begun) == 2


def test_an_edit_is_set_after_a_picture_was_swapped_while_another_was_set(
    book: Book, root: Path, fonts: Fonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = replace(book.work, data={**book.work.data, "title": "另一个书名"})

    def swapped(*_words: object) -> None:
        raise ChangedFileError(picture)

    picture = "cases/2025/2025-0001/a.png"
    with Live(root, fonts, draft=False) as live:
        live.set(book.work, DAY)
        with monkeypatch.context() as patch:
            patch.setattr(printing, "_put_pictures", swapped)
            with pytest.raises(ChangedFileError):
                live.set(work, DAY)
        assert live.set(book.work, DAY) == book.files[Format.PDF]
        (root / picture).unlink()
        with pytest.raises(ChangedFileError):
            live.set(book.work, DAY)


@pytest.mark.parametrize(
    ("end", "told"), [("sys.exit(3)", "exit 3"), ("os.kill(os.getpid(), 9)", "SIGKILL")]
)
def test_how_a_tool_ended_is_told(tmp_path: Path, end: str, told: str) -> None:
    command = [sys.executable, "-c", f"import os, sys; print('half', end='', flush=True); {end}"]
    with Running(command, tmp_path, memory=0) as tool, pytest.raises(PressError, match=told):
        tool.ask()


def test_a_tool_that_does_not_answer_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_LONGEST", 0.1)
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with Running(command, tmp_path, memory=0) as tool, pytest.raises(PressError, match="SIGKILL"):
        tool.ask()


def test_an_answer_that_came_with_another_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_LONGEST", 10)
    # Two answers at once, then none, then one more.
    words = r"""import sys
for line, said in zip(sys.stdin, ('""\n""\n', '', '""\n')):
    print(said, end='', flush=True)
"""
    with Running([sys.executable, "-c", words], tmp_path, memory=0) as tool:
        for _ in range(3):
            tool.ask()


def test_a_file_that_goes_while_it_is_read_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> str:
        (tmp_path / "gone").read_bytes()
        return ""

    looks = iter(("one", "another", KeyboardInterrupt))
    monkeypatch.setattr(watching_module, "_EVERY", 0)

    def stamp(*_words: object) -> str:
        if (look := next(looks)) is KeyboardInterrupt:
            raise KeyboardInterrupt
        return str(look)

    monkeypatch.setattr(watching_module, "stamp", stamp)
    monkeypatch.setattr(watching_module, "stop_as_asked", lambda: None)
    watching_module.follow(tmp_path, "content", work)
    assert capsys.readouterr().err.count("校样还是上一次的") == 2


@pytest.fixture
def watching(root: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    words = ("compile", "v", "--watch", "--fonts", str(ROOT / ".casebook/fonts"))
    (tmp_path / "tmp").mkdir()
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "casebook", *words],
        cwd=root,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process
        process.kill()


def said(process: subprocess.Popen[str], wanted: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if wanted in line:
            return
    pytest.fail(f"{wanted} was not said")


def test_the_command_follows_edits_and_outlives_what_they_break(
    watching: subprocess.Popen[str], root: Path, tmp_path: Path
) -> None:
    proof, case = root / "compiled/drafts/v.pdf", root / "cases/2025/2025-0003/index.md"
    said(watching, "校样在")
    text, whole = case.read_text("utf-8"), proof.read_bytes()
    case.write_text(f"{text}\n这里有个没有字形的字\U0001f9ff。\n", "utf-8")
    said(watching, "CB910")
    said(watching, "没有编印")
    assert proof.read_bytes() == whole
    case.write_text(f"{text}\n又补充了一句。\n", "utf-8")
    said(watching, "校样在")
    assert any("又补充了一句" in page.extract_text() for page in PdfReader(proof).pages)
    # Ctrl+C is for terminals: what runs in the background may not hear it.
    watching.send_signal(signal.SIGTERM)
    assert watching.wait() == 0
    assert not list((tmp_path / "tmp").iterdir())
    assert [one.name for one in proof.parent.iterdir()] == ["v.pdf"]
