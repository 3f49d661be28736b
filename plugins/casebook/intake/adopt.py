"""A foreign collection becomes submissions: read all, number all, then write one by one."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from casebook.findings import Finding
from casebook.intake.collection import look, read_index, read_taken, select
from casebook.intake.convert import Draft, draft, finished
from casebook.intake.fields import Care, ForeignMap
from casebook.intake.foreign import read_foreign
from casebook.intake.journal import Journal
from casebook.intake.numbering import numbered
from casebook.intake.report import AdoptionReport
from casebook.intake.targets import Resolver
from casebook.intake.write import Outcome, Submission, compare, write
from casebook.model.ids import CaseId
from casebook.record import Place

Progress = Callable[[str, int, int], None]


def adopt(
    top: Path, root: Path, rules: ForeignMap, progress: Progress, *, dry_run: bool
) -> AdoptionReport:
    """Adopt the collection in `top` into the library in `root`; a dry run writes nothing.

    Raises OSError where the collection cannot be listed or the library cannot be written;
    what was written until then is whole, and the next run goes on from there.
    """
    journal = Journal()
    paths = select(top, rules, journal)
    drafts = list(_drafts(top, paths, rules, journal, progress))
    outcomes: dict[Outcome, list[tuple[str, CaseId]]] = {outcome: [] for outcome in Outcome}
    for count, one in enumerate(_submissions(top, root, drafts, rules, journal), start=1):
        progress("body", count, len(drafts))
        outcome = compare(root, top, one)
        outcomes[outcome].append((one.path, one.id))
        if outcome is Outcome.ADOPTED and not dry_run:
            write(root, top, one)
    return AdoptionReport(
        mapping=rules.name,
        dry_run=dry_run,
        files=len(paths),
        adopted=tuple(outcomes[Outcome.ADOPTED]),
        present=tuple(outcomes[Outcome.PRESENT]),
        changed=tuple(outcomes[Outcome.CHANGED]),
        notes=tuple(sorted(journal.notes, key=lambda note: note.sort_key)),
        findings=tuple(journal.findings),
        tallies=dict(journal.tallies),
    )


def _drafts(
    top: Path, paths: list[str], rules: ForeignMap, journal: Journal, progress: Progress
) -> Iterator[Draft]:
    remove_hidden = rules.hidden is Care.REMOVE
    rows = read_index(top, rules, journal)
    for count, path in enumerate(paths, start=1):
        progress("read", count, len(paths))
        try:
            data = (top / path).read_bytes()
        except OSError:
            journal.find([Finding(code="CB023", at=Place(path))])
            continue
        foreign = read_foreign(data, path, journal, remove_hidden=remove_hidden)
        one = draft(foreign.beside(rows.get(path)), rules, journal) if foreign else None
        if one is not None:
            yield one


def _submissions(
    top: Path, root: Path, drafts: list[Draft], rules: ForeignMap, journal: Journal
) -> Iterator[Submission]:
    """The drafts with their numbers, and their links leading to one another."""
    pairs = list(numbered(drafts, read_taken(root, rules.shelf), rules.id.start))
    ids = {one.path: case_id for one, case_id in pairs if case_id is not None}
    for one, case_id in pairs:
        if case_id is None:
            journal.note("no_number", Place(one.path), year=str(one.year))
            continue
        resolver = Resolver(one, ids, partial(look, top), journal)
        resolver.resolve()
        text = finished(one, resolver.written)
        images = tuple(resolver.images.values())
        yield Submission(case_id, one.path, text, images, rules.shelf)
