"""`casebook compile`: volumes as PDF, DOCX and EPUB, put on the library's shelf."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import click
from click.core import ParameterSource

from casebook.cli.common import (
    CLEAN,
    REFUSED,
    find_root,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.pressing import Desk, broken, fonts_of, hosted, standing, tell, tell_fonts
from casebook.cli.watching import follow
from casebook.model.volume import Format
from casebook.press import shelf
from casebook.press.fonts import Fonts
from casebook.press.live import Live
from casebook.press.manuscript import Manuscript
from casebook.press.printing import print_volume
from casebook.press.printshop import ORDER, packed, print_for_press
from casebook.press.review import press_findings
from casebook.press.volumes import digest
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError
from casebook.publish.tables import Means
from casebook.source.catalogue import read_catalogue
from casebook.source.opening import ChangedFileError


def _formats(
    _context: click.Context, _parameter: click.Parameter, value: str
) -> tuple[Format, ...]:
    found = [word.strip().lower() for word in value.split(",") if word.strip()]
    if not found or not set(found) <= {str(one) for one in Format}:
        refuse("volume_formats", value=value, known=",".join(Format))
    return tuple(one for one in Format if one in found)


@click.command("compile")
@click.argument("names", metavar="[VOLUME]...", nargs=-1)
@click.option(
    "--to",
    "formats",
    callback=_formats,
    default=",".join(Format),
    metavar="pdf,docx,epub",
    help="做成哪几种，用逗号分开，默认三种都做。",
)
@click.option("--draft", is_flag=True, help="评审稿：加水印、行号和批注栏，只做 PDF，不上架。")
@click.option("--press", is_flag=True, help="印厂用的文件：正文、封面两个 PDF 和一张说明，不上架。")
@click.option(
    "--watch",
    is_flag=True,
    help="一直开着，每次保存后重排一卷的 PDF 校样；可与 --draft 同用，不上架。",
)
@click.option("--fonts", "folder", metavar="DIR", help="另外到这个文件夹里找字体。")
@root_option
@today_option
@click.pass_context
def compile_command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    names: tuple[str, ...],
    formats: tuple[Format, ...],
    *,
    draft: bool,
    press: bool,
    watch: bool,
    folder: str | None,
    root: str | None,
    today: date,
) -> None:
    """把汇编（site_config/volumes/VOLUME.yml）编成 PDF、DOCX 和 EPUB；不写卷名时编所有的卷。

    写到 compiled/ 文件夹，下次生成网站时放进汇编的页面；评审稿和校样写到 compiled/drafts/，
    印厂用的写到 compiled/press/。一卷编不成，其他的卷照编。
    """
    _check_options(context)
    base = find_root(root)
    if watch:
        _watched(base, names[0], fonts_of(base, folder), today, draft=draft)
        return
    desk = Desk(base, today)
    wanted, fonts = desk.named(names), fonts_of(base, folder)
    tell_fonts(fonts)
    only = [Format.PDF] if draft else formats
    make = _pressed if press else partial(compiled, formats=only, draft=draft)
    codes = [_told(desk, name, fonts, partial(make, fonts=fonts, today=today)) for name in wanted]
    context.exit(max(standing(desk.loaded), *codes))


def _check_options(context: click.Context) -> None:
    """End the command where options do not go together."""
    given = context.params
    is_default = context.get_parameter_source("formats") is ParameterSource.DEFAULT
    if given["press"] and (given["draft"] or given["watch"] or not is_default):
        refuse("volume_press_alone")
    if given["watch"] and not (len(given["names"]) == 1 and is_default):
        refuse("volume_watch_one")
    if given["draft"] and not is_default:
        refuse("volume_draft_pdf")


def _told(desk: Desk, name: str, fonts: Fonts, make: Callable[[Path, Manuscript], str]) -> int:
    """Make one volume, and say what is said of it or what keeps it back; its exit code."""
    try:
        work = desk.manuscript(name)
        desk.review(work, fonts)
        said = make(desk.root, work)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
    except ChangedFileError as error:
        click.echo(words().phrase("volume_changed", name=name, path=error.filename), err=True)
    except OSError as error:
        why = {"path": error.filename or "", "why": error.strerror or str(error)}
        click.echo(words().phrase("volume_broken_off", name=name, **why), err=True)
    else:
        click.echo(said)
        return CLEAN
    return REFUSED


def _pressed(root: Path, work: Manuscript, fonts: Fonts, today: date) -> str:
    """Put the files for the print shop where they lie; what is said of it."""
    volume, target = work.view.volume, shelf.press_place(root, work.view.volume)
    with broken(work):
        sheets = print_for_press(root, work, fonts, volume.imprint.date or today)
    tell(press_findings(work, sheets.widths), volume.id)
    files = packed(volume, sheets, read_catalogue())
    with _exchanged(target, (ORDER,)) as folder:
        for name, data in files.items():
            (folder / name).write_bytes(data)
    return words().phrase("volume_pressed", path=target, pages=sheets.count, spine=sheets.spine)


def compiled(  # noqa: PLR0913 (those of the press, and the day for a volume without one)
    root: Path,
    work: Manuscript,
    formats: Collection[Format],
    fonts: Fonts,
    today: date,
    *,
    draft: bool,
) -> str:
    """Put a proof into its place, or an edition on the shelf; what is said of it."""
    volume, count = work.view.volume, len(work.view.chapters)
    day = volume.imprint.date or today
    with broken(work):
        made = print_volume(root, work, formats, fonts, day, draft=draft)
    if draft:
        return _proof(root, work, made[Format.PDF], "volume_drafted")
    target = shelf.place(root, volume)
    files = {f"{volume.id}.{kind}": data for kind, data in made.items()}
    with _exchanged(target, (shelf.CARD,)) as folder:
        shelf.write(folder, files, digest(work, root), fonts.used())
    return words().phrase("volume_compiled", path=target, count=count)


def _proof(root: Path, work: Manuscript, data: bytes, said: str) -> str:
    """Put a PDF where the last proof of its volume was; what is said of it."""
    if not shelf.is_sound(root / shelf.SHELF / shelf.DRAFTS):
        refuse("volume_linked", path=root / shelf.SHELF / shelf.DRAFTS)
    path = shelf.write_draft(root, work.view.volume.id, data)
    return words().phrase(said, path=path, count=len(work.view.chapters))


def _watched(root: Path, name: str, fonts: Fonts, today: date, *, draft: bool) -> None:
    """Set a volume anew after every edit, until interrupted."""
    means = Means()
    # Read once more for the first proof, which shows what was saved meanwhile.
    Desk(root, today, means).named([name])
    with Live(root, fonts, draft=draft) as live:

        def proof() -> str:
            desk = Desk(root, today, means)
            work = desk.manuscript(*desk.named([name]))
            desk.review(work, fonts)
            with broken(work):
                data = live.set(work, work.view.volume.imprint.date or today)
            return _proof(root, work, data, "volume_drafted" if draft else "volume_proved")

        click.echo(words().phrase("volume_watching"), err=True)
        follow(root, hosted(root).content, proof)


@contextmanager
def _exchanged(target: Path, marks: Sequence[str]) -> Iterator[Path]:
    """An empty folder that takes the place of the old one when it is full: whole, or not at all."""
    if not shelf.is_sound(target):
        refuse("volume_linked", path=target)
    generations = Generations(target, marks)
    try:
        with generations.locked():
            yield generations.host
            output = generations.output()
            output.adopt(generations.host)
            generations.exchange(output)
    except OutputForeignError:
        refuse("volume_foreign", path=target)
    except OutputBusyError:
        refuse("output_busy", path=target)
