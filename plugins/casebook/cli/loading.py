"""The library for a command, or the findings of its settings and an end."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from casebook import app
from casebook.checks import format_findings
from casebook.cli.common import find_root, refuse, words
from casebook.findings import CODES, Finding, Severity
from casebook.findings.report import text_report
from casebook.parse import parse_settings
from casebook.publish.tables import Means
from casebook.source.catalogue import read_catalogue
from casebook.source.pages import CONTENT
from casebook.source.settings import SITE, read_all


def find_writable_root(given: str | None) -> Path:
    """The library's folder, for a command that adds to it without reading the whole."""
    root = find_root(given)
    registers, _ = parse_settings(read_all(root))
    if findings := tuple(format_findings(registers.site, registers.places.get(SITE))):
        _refuse_settings(findings)
    return root


def load(  # noqa: PLR0913, PLR0917 (what `app.load` may be given)
    root: Path,
    today: date,
    progress: app.Progress = app.silent,
    content: str = CONTENT,
    means: Means | None = None,
    guests: Path | None = None,
) -> app.Loaded:
    """The library, or the findings of its settings on standard error and an end."""
    try:
        # Pages and books are in Chinese, whatever language the user is spoken to in.
        return app.load(root, today, read_catalogue(), progress, content, means, guests)
    except app.BrokenConfigurationError as error:
        _refuse_settings(error.findings)
    except app.NoLibraryError:
        refuse("not_a_library", path=root)


def _refuse_settings(findings: Sequence[Finding]) -> NoReturn:
    click.echo(text_report(findings, words()), err=True, nl=False)
    count = sum(CODES[one.code] is Severity.ERROR for one in findings)
    refuse("broken_settings", count=count)
