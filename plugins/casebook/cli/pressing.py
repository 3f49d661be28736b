"""What the commands of the press share: a volume opened, its fonts, and what is told of both."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.cli.common import refuse, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report
from casebook.model.ids import VolumeId
from casebook.model.volume import Volume
from casebook.press import shelf
from casebook.press.fonts import Fonts, NoFontError, find_fonts
from casebook.press.manuscript import Manuscript
from casebook.press.review import broken_findings
from casebook.press.sandbox import PressError
from casebook.press.volumes import left_out, prepared
from casebook.publish.leaks import LeakScan, open_text
from casebook.publish.tables import Means
from casebook.source.catalogue import read_catalogue
from casebook.text.suggestion import nearest


def hosted(root: Path) -> host.Press:
    """What the press needs to know of mkdocs.yml, or an end."""
    try:
        return host.press(root)
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)


def opened(
    root: Path, name: str, today: date, means: Means | None = None
) -> tuple[app.Loaded, Manuscript, LeakScan]:
    """The library, the manuscript of a volume, and the scan for what its readers may not know."""
    catalogue = read_catalogue()
    press = hosted(root)
    with Progress(words()) as progress:
        loaded = load(root, today, progress, press.content, means)
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


def fonts_of(root: Path, folder: str | None) -> Fonts:
    """The fonts of this machine and of one more folder, or an end."""
    if folder is not None and not Path(folder).is_dir():
        refuse("volume_no_fonts_there", path=folder)
    try:
        return find_fonts(root, [Path(folder)] if folder else [])
    except NoFontError as error:
        refuse("volume_no_font", role=words().phrases[f"font_{error}"])


def tell_fonts(fonts: Fonts) -> None:
    """Say which font each role is set in."""
    used = "，".join(
        f"{words().phrases[f'font_{role}']} {one}" for role, one in fonts.used().items()
    )
    click.echo(words().phrase("volume_fonts", fonts=used), err=True)


def tell(findings: Iterable[Finding], name: str) -> None:
    """Show findings; an error among them ends the command."""
    found = list(findings)
    click.echo(text_report(found, words()), nl=False, err=True)
    if any(severity_of(one) is Severity.ERROR for one in found):
        refuse("volume_stopped", name=name)


@contextmanager
def broken(work: Manuscript) -> Iterator[None]:
    """Name the text at which a tool of the press broke off, and end the command."""
    try:
        yield
    except PressError as error:
        tell(broken_findings(work, str(error)), work.view.volume.id)
        raise
