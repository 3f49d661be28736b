"""`casebook compile`: one volume as PDF, DOCX and EPUB, put on the library's shelf."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    load,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report
from casebook.model.ids import VolumeId
from casebook.model.volume import Volume
from casebook.press import shelf
from casebook.press.fonts import Fonts, NoFontError, find_fonts
from casebook.press.manuscript import Manuscript
from casebook.press.printing import Format, print_volume
from casebook.press.review import print_findings
from casebook.press.sandbox import PressError
from casebook.press.volumes import digest, prepared
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError
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
@click.option("--draft", is_flag=True, help="评审稿：加水印和行号，只做 PDF，写到当前文件夹。")
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
    folder: str | None,
    root: str | None,
    today: date,
) -> None:
    """把一卷汇编（site_config/volumes/VOLUME.yml）编成 PDF、DOCX 和 EPUB。

    写到 compiled/ 文件夹，下次生成网站时放进汇编的页面。
    """
    base = find_root(root)
    with Progress(words()) as progress:
        loaded = load(base, today, progress, _content(base))
    volume = _volume(loaded, name)
    edition = app.edition(loaded, volume.readers)
    work = prepared(volume, edition, host.site_address(base), words())
    fonts = _fonts(base, folder)
    findings = list(print_findings(work, loaded.library, fonts.missing))
    click.echo(text_report(findings, words()), nl=False, err=True)
    if _stops(findings):
        refuse("volume_stopped", name=name)
    day = volume.imprint.date or today
    try:
        if draft:
            made = print_volume(base, work, [Format.PDF], fonts, day, draft=True)
            target = Path(f"{name}-draft.pdf")
            target.write_bytes(made[Format.PDF])
        else:
            made = print_volume(base, work, formats, fonts, day)
            target = _put(base, work, {f"{name}.{one}": made[one] for one in made}, fonts)
    except PressError as error:
        refuse("volume_broken", why=error)
    used = "，".join(
        f"{words().phrases[f'font_{role}']} {one}" for role, one in fonts.used().items()
    )
    click.echo(words().phrase("volume_fonts", fonts=used), err=True)
    click.echo(words().phrase("volume_compiled", path=target, count=len(work.view.cases)))
    context.exit(FOUND if loaded.has_errors else CLEAN)


def _content(root: Path) -> str:
    try:
        return host.content(root)
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


def _fonts(root: Path, folder: str | None) -> Fonts:
    try:
        return find_fonts(root, [Path(folder)] if folder else [])
    except NoFontError as error:
        refuse("volume_no_font", role=words().phrases[f"font_{error}"])


def _stops(findings: Sequence[Finding]) -> bool:
    return any(severity_of(one) is Severity.ERROR for one in findings)


def _put(root: Path, work: Manuscript, files: dict[str, bytes], fonts: Fonts) -> Path:
    """Exchange what stands on the shelf for the new files; an edition is whole or the old one."""
    target = shelf.place(root, work.view.volume)
    generations = Generations(target, (shelf.CARD,))
    try:
        with generations.locked():
            shelf.write(generations.idle, files, digest(work, root), fonts.used())
            generations.exchange()
    except OutputForeignError:
        refuse("volume_foreign", path=target)
    except OutputBusyError:
        refuse("output_busy", path=target)
    return target
