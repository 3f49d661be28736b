"""What the commands of the press share: a desk for volumes, fonts, and what is told of both."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.cli.common import CLEAN, FOUND, refuse, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report
from casebook.model.ids import VolumeId
from casebook.model.terms import Audience
from casebook.model.volume import Volume
from casebook.press import shelf
from casebook.press.fonts import Fonts, NoFontError, find_fonts
from casebook.press.manuscript import Manuscript
from casebook.press.review import broken_findings, print_findings
from casebook.press.sandbox import PressError
from casebook.press.volumes import left_out, prepared
from casebook.publish.leaks import LeakScan, open_text
from casebook.publish.tables import Means
from casebook.publish.volumes import volume_leaks
from casebook.source.catalogue import read_catalogue
from casebook.text.suggestion import nearest


def hosted(root: Path) -> host.Press:
    """What the press needs to know of mkdocs.yml, or an end."""
    try:
        return host.press(root)
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)


class Desk:
    """A library read and checked once, for as many of its volumes as are to be set."""

    def __init__(self, root: Path, today: date, means: Means | None = None) -> None:
        self._host = hosted(root)
        with Progress(words()) as progress:
            loaded = load(root, today, progress, self._host.content, means)
        self.root = root
        self.loaded = loaded if self._host.has_columns else app.without_columns(loaded)
        self._readings: dict[Audience, tuple[app.Edition, LeakScan]] = {}

    def named(self, names: Sequence[str]) -> tuple[str, ...]:
        """The volumes of these names, each once, or all; an end where one is not known."""
        known = list(self.loaded.whole.volumes)
        if not known:
            refuse("volume_none")
        for name in names:
            if name not in known:
                meant = nearest(name, known) or "、".join(known)
                refuse("volume_unknown", name=name, meant=meant)
        return tuple(dict.fromkeys(names or known))

    def manuscript(self, name: str) -> Manuscript:
        """The manuscript of a volume, or an end where it has an error."""
        volume = self._volume(name)
        if volume.select.columns and not self._host.has_columns:
            refuse("volume_no_columns", path=volume.path)
        if lost := left_out(volume, self.loaded.whole, self.loaded.library):
            cases = "、".join(lost)
            told = words().phrase("volume_left_out", name=name, count=len(lost), cases=cases)
            click.echo(told, err=True)
        if not shelf.is_sound(shelf.place(self.root, volume)):
            refuse("volume_linked", path=shelf.place(self.root, volume))
        edition, _ = self._reading(volume.readers)
        return prepared(volume, edition, self._host.address, read_catalogue())

    def review(self, work: Manuscript, fonts: Fonts) -> None:
        """Tell what is wrong with a manuscript; an error ends the command."""
        _, scan = self._reading(work.view.volume.readers)
        found = (*print_findings(work, fonts.missing), *volume_leaks(work, scan))
        tell(found, work.view.volume.id)

    def _volume(self, name: str) -> Volume:
        """A known volume, if it has no error."""
        key = VolumeId(name)
        if key not in self.loaded.library.volumes:
            path = self.loaded.whole.volumes[key].path
            own = [one for one in self.loaded.findings if one.at.path == path]
            click.echo(text_report(own, words()), nl=False, err=True)
            refuse("volume_stopped", name=name)
        return self.loaded.library.volumes[key]

    def _reading(self, readers: Audience) -> tuple[app.Edition, LeakScan]:
        """What these readers may know, and the scan for what they may not."""
        if readers not in self._readings:
            edition = app.edition(self.loaded, readers)
            scan = LeakScan(edition.whole, edition.library, open_text(edition.library, ()))
            self._readings[readers] = edition, scan
        return self._readings[readers]


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


def standing(loaded: app.Loaded) -> int:
    """The exit code of a command that did its work; errors of the library are told with it."""
    count = sum(severity_of(one) is Severity.ERROR for one in loaded.findings)
    if count:
        click.echo(words().phrase("press_errors", count=count), err=True)
    return FOUND if count else CLEAN


@contextmanager
def broken(work: Manuscript) -> Iterator[None]:
    """Name the text at which a tool of the press broke off, and end the command."""
    try:
        yield
    except PressError as error:
        tell(broken_findings(work, str(error)), work.view.volume.id)
        raise
