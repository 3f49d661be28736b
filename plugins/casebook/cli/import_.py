"""`casebook import`: Word files become cases."""

from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from casebook.cli.common import CLEAN, FOUND, root_option, shown, today_option, words
from casebook.cli.loading import find_writable_root
from casebook.cli.new import only_call, reserved
from casebook.findings.catalogue import visible
from casebook.intake.collection import read_taken
from casebook.intake.targets import Carried
from casebook.intake.word.bounded import within_limits
from casebook.intake.word.convert import Draft, Known, draft_of
from casebook.intake.word.package import MOST_BYTES, Unfit, UnfitError
from casebook.intake.word.report import report_lines
from casebook.intake.write import Submission, write
from casebook.model.ids import CaseId
from casebook.parse import parse_settings
from casebook.render.images import clean_image
from casebook.source.catalogue import read_catalogue
from casebook.source.settings import read_all
from casebook.source.tree import CASES, INDEX


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@root_option
@today_option
@click.pass_context
def import_command(
    context: click.Context, files: tuple[str, ...], root: str | None, today: date
) -> None:
    """把 Word 文件收作案例：填好的申报表，或者自拟的文稿。

    每个 .docx 文件成为一个案例，编号自动顺延。没有读懂的内容逐条列出。
    同一个文件再次收入时不会重复，也不会改动已经在库的案例。
    """
    folder = find_writable_root(root)
    known, taken = known_of(folder, today), dict(read_taken(folder).ids)
    fits = [_imported(folder, Path(file), known, taken) for file in files]
    context.exit(CLEAN if all(fits) else FOUND)


def known_of(folder: Path, today: date) -> Known:
    """What the library knows that helps to understand a Word file."""
    registers = parse_settings(read_all(folder))[0]
    return Known(registers, read_catalogue(), today, only_call(folder, today))


def drafted(path: Path, known: Known) -> tuple[bytes, Draft]:
    """The bytes of a Word file and their draft; raises UnfitError for a file that is not taken."""
    try:
        # Whoever opens a pipe may wait for ever.
        if not path.is_file():
            raise UnfitError(Unfit.UNREAD)
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnfitError(Unfit.UNREAD) from error
    return data, within_limits(partial(draft_of, path.name, data, known, clean_image))


def put_case(root: Path, case_id: CaseId, path: Path, draft: Draft) -> None:
    """The folder of a draft in a library, where nothing may be but a folder without anything."""
    with TemporaryDirectory() as beside:
        for name, data in draft.pictures.items():
            (Path(beside) / name).write_bytes(data)
        carried = tuple(Carried(name, name) for name in draft.pictures)
        write(root, Path(beside), Submission(case_id, path.name, draft.text, carried))


def _imported(folder: Path, path: Path, known: Known, taken: dict[str, CaseId]) -> bool:
    """Take a file in, with a report; whether all of it was understood.

    `taken` are the cases by what they were made of.
    """
    catalogue, name = words(), shown(path)
    try:
        _, draft = drafted(path, known)
    except UnfitError as error:
        why = catalogue.phrase(f"word_unfit_{error.why}")
        click.echo(catalogue.phrase("word_refused", path=name, why=why))
        return False
    if (there := taken.get(draft.origin)) is not None:
        click.echo(catalogue.phrase("word_present", path=name, id=there))
        return True
    place = reserved(folder, CASES, draft.year)
    try:
        put_case(folder, CaseId(place.name), path, draft)
    except BaseException:
        # Where nothing was written, the number is free again.
        with suppress(OSError):
            place.rmdir()
        raise
    taken[draft.origin] = CaseId(place.name)
    _report(draft, name, (place / INDEX).relative_to(folder))
    return not draft.notes


def _report(draft: Draft, name: str, index: Path) -> None:
    """Say what became of a file."""
    catalogue = words()
    click.echo(catalogue.phrase("word_imported", path=name, index=index))
    if draft.form:
        click.echo("    " + catalogue.phrase("word_by_form", form=visible(draft.form)))
    for line in report_lines(draft, catalogue):
        click.echo(f"    {line}")
    key = "word_unsure" if draft.notes else "word_sure"
    click.echo(catalogue.phrase(key, count=len(draft.notes), case=index.parent))
