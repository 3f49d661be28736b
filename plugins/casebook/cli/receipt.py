"""`casebook receipt`: a Word file with the findings about it as comments."""

from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    refuse,
    root_option,
    shown,
    today_option,
    words,
)
from casebook.cli.form import put
from casebook.cli.import_ import drafted, known_of, put_case
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.intake.collection import read_taken
from casebook.intake.word.bounded import within_limits
from casebook.intake.word.comments import annotated
from casebook.intake.word.convert import Draft
from casebook.intake.word.package import UnfitError
from casebook.intake.word.receipt import remarks
from casebook.model.ids import CaseId
from casebook.source.catalogue import read_catalogue
from casebook.source.tree import CASES


@click.command("receipt")
@click.argument("file", metavar="FILE")
@root_option
@today_option
@click.pass_context
def receipt_command(context: click.Context, file: str, root: str | None, today: date) -> None:
    """检查一个 Word 投稿，把意见批注在原文件的相应位置，另存为 FILE-批注.docx。

    不必先收入案例库，也不改动案例库和原文件；不覆盖已有的批注文件。
    """
    folder, path = find_root(root), Path(file)
    target = path.with_name(words().phrase("receipt_file", name=path.stem))
    if target.exists():
        refuse("word_exists", path=shown(target))
    known = known_of(folder, today)
    try:
        data, draft = drafted(path, known)
        findings = _findings(folder, path, draft, today)
        # Whoever gets the file reads Chinese, whatever language the user is spoken to in.
        told = list(remarks(draft, findings, read_catalogue()))
        author = known.registers.site.name
        put(target, within_limits(partial(annotated, data, told, author, today)))
    except UnfitError as error:
        why = words().phrase(f"word_unfit_{error.why}")
        refuse("word_refused", path=shown(path), why=why)
    click.echo(words().phrase("receipt_done", path=shown(target), count=len(told) - 1))
    errors = any(severity_of(one) is Severity.ERROR for one in findings)
    context.exit(FOUND if errors else CLEAN)


def _findings(folder: Path, path: Path, draft: Draft, today: date) -> tuple[Finding, ...]:
    """What a check would find if the file were in the library."""
    number = read_taken(folder).highest.get(draft.year, 0) + 1
    case_id = CaseId(f"{draft.year}-{number:04}")
    with TemporaryDirectory() as guests, Progress(words()) as progress:
        put_case(Path(guests), case_id, path, draft)
        loaded = load(folder, today, progress, guests=Path(guests))
    own = f"{CASES}/{draft.year}/{case_id}/"
    return tuple(one for one in loaded.findings if one.at.path.startswith(own))
