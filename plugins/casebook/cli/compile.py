"""`casebook compile`: one volume as PDF, DOCX and EPUB, put on the library's shelf."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.cli.common import CLEAN, FOUND, find_root, refuse, root_option, today_option, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report
from casebook.model.ids import VolumeId
from casebook.model.volume import Format, Volume
from casebook.press import shelf
from casebook.press.fonts import Fonts, NoFontError, find_fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import print_volume
from casebook.press.printshop import ORDER, packed, print_for_press
from casebook.press.review import broken_findings, press_findings, print_findings
from casebook.press.sandbox import PressError
from casebook.press.volumes import digest, left_out, prepared
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError
from casebook.publish.leaks import LeakScan, open_text
from casebook.publish.volumes import volume_leaks
from casebook.source.catalogue import read_catalogue
from casebook.text.suggestion import nearest


def _formats(
    _context: click.Context, _parameter: click.Parameter, value: str
) -> tuple[Format, ...]:
    found = [word.strip().lower() for word in value.split(",") if word.strip()]
    if not found or not set(found) <= {str(one) for one in Format}:
        refuse("volume_formats", value=value, known=",".join(Format))
    return tuple(one for one in Format if one in found)


@click.command("compile")
@click.argument("name", metavar="VOLUME")
@click.option(
    "--to",
    "formats",
    callback=_formats,
    default=",".join(Format),
    metavar="pdf,docx,epub",
    help="做成哪几种，用逗号分开，默认三种都做。",
)
@click.option("--draft", is_flag=True, help="评审稿：加水印和行号，只做 PDF，不上架。")
@click.option("--press", is_flag=True, help="印厂用的文件：正文、封面两个 PDF 和一张说明，不上架。")
@click.option("--fonts", "folder", metavar="DIR", help="另外到这个文件夹里找字体。")
@root_option
@today_option
@click.pass_context
def compile_command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    name: str,
    formats: tuple[Format, ...],
    *,
    draft: bool,
    press: bool,
    folder: str | None,
    root: str | None,
    today: date,
) -> None:
    """把一卷汇编（site_config/volumes/VOLUME.yml）编成 PDF、DOCX 和 EPUB。

    写到 compiled/ 文件夹，下次生成网站时放进汇编的页面；评审稿写到 compiled/drafts/，
    印厂用的写到 compiled/press/。
    """
    if draft and press:
        refuse("volume_press_or_draft")
    base = find_root(root)
    loaded, work, scan = opened(base, name, today)
    fonts = fonts_of(base, folder)
    tell([*print_findings(work, fonts.missing), *volume_leaks(work, scan)], name)
    if press:
        said = _pressed(base, work, fonts, today)
    else:
        said = compiled(base, work, [Format.PDF] if draft else formats, fonts, today, draft=draft)
    tell_fonts(fonts)
    click.echo(said)
    context.exit(FOUND if loaded.has_errors else CLEAN)


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
        if not shelf.is_sound(root / shelf.SHELF / shelf.DRAFTS):
            refuse("volume_linked", path=root / shelf.SHELF / shelf.DRAFTS)
        path = shelf.write_draft(root, volume.id, made[Format.PDF])
        return words().phrase("volume_drafted", path=path, count=count)
    target = shelf.place(root, volume)
    files = {f"{volume.id}.{kind}": data for kind, data in made.items()}
    with _exchanged(target, (shelf.CARD,)) as folder:
        shelf.write(folder, files, digest(work, root), fonts.used())
    return words().phrase("volume_compiled", path=target, count=count)


@contextmanager
def broken(work: Manuscript) -> Iterator[None]:
    """Name the text at which a tool of the press broke off, and end the command."""
    try:
        yield
    except PressError as error:
        tell(broken_findings(work, str(error)), work.view.volume.id)
        raise


def opened(root: Path, name: str, today: date) -> tuple[app.Loaded, Manuscript, LeakScan]:
    """The library, the manuscript of a volume, and the scan for what its readers may not know."""
    catalogue = read_catalogue()
    press = hosted(root)
    with Progress(words()) as progress:
        loaded = load(root, today, progress, press.content)
    volume = _volume(loaded, name)
    if not press.has_columns:
        if volume.select.columns:
            refuse("volume_no_columns", path=volume.path)
        loaded = app.without_columns(loaded)
    if lost := left_out(volume, loaded.whole, loaded.library):
        named = "、".join(lost)
        click.echo(words().phrase("volume_left_out", count=len(lost), cases=named), err=True)
    if not shelf.is_sound(shelf.place(root, volume)):
        refuse("volume_linked", path=shelf.place(root, volume))
    edition = app.edition(loaded, volume.readers)
    work = prepared(volume, edition, press.address, catalogue)
    scan = LeakScan(edition.whole, edition.library, open_text(edition.library, ()))
    return loaded, work, scan


def tell(findings: Iterable[Finding], name: str) -> None:
    """Show findings; an error among them ends the command."""
    found = list(findings)
    click.echo(text_report(found, words()), nl=False, err=True)
    if any(severity_of(one) is Severity.ERROR for one in found):
        refuse("volume_stopped", name=name)


def hosted(root: Path) -> host.Press:
    """What the press needs to know of mkdocs.yml, or an end."""
    try:
        return host.press(root)
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)


def _volume(loaded: app.Loaded, name: str) -> Volume:
    """The volume of that name, if it has no error."""
    key = VolumeId(name)
    if key not in loaded.library.volumes:
        _refuse_volume(loaded, name, key)
    return loaded.library.volumes[key]


def _refuse_volume(loaded: app.Loaded, name: str, key: VolumeId) -> NoReturn:
    if key in loaded.whole.volumes:
        path = loaded.whole.volumes[key].path
        own = [one for one in loaded.findings if one.at.path == path]
        click.echo(text_report(own, words()), nl=False, err=True)
        refuse("volume_stopped", name=name)
    known = list(loaded.whole.volumes)
    meant = nearest(name, known) or "、".join(known)
    refuse("volume_unknown", name=name, meant=meant)


def tell_fonts(fonts: Fonts) -> None:
    """Say which font each role is set in."""
    used = "，".join(
        f"{words().phrases[f'font_{role}']} {one}" for role, one in fonts.used().items()
    )
    click.echo(words().phrase("volume_fonts", fonts=used), err=True)


def fonts_of(root: Path, folder: str | None) -> Fonts:
    """The fonts of this machine and of one more folder, or an end."""
    if folder is not None and not Path(folder).is_dir():
        refuse("volume_no_fonts_there", path=folder)
    try:
        return find_fonts(root, [Path(folder)] if folder else [])
    except NoFontError as error:
        refuse("volume_no_font", role=words().phrases[f"font_{error}"])


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
