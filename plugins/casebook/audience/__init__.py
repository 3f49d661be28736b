"""The gate: what passes it is all that the rooms behind can know."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from casebook.audience.articles import gated_articles, is_shown, reduced_article
from casebook.audience.registers import gated_awards, gated_registers
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.fields import CASE
from casebook.model.library import Library
from casebook.model.move import Move
from casebook.model.terms import Audience, State, Trace

_INTERNAL = frozenset(name for name, field in CASE.items() if field.audience is Audience.INTRANET)
_DEFAULTS: Mapping[str, Any] = {
    field.name: field.default for field in fields(Case) if field.default is not MISSING
}
# What a case that was taken down still shows; everything else falls back to its default.
_KEPT: Mapping[Trace, frozenset[str]] = {
    Trace.NOTICE: frozenset(
        ("title", "date", "unit", "state", "audience", "withdrawal", "former_ids", "sample")
    ),
    Trace.TOMBSTONE: frozenset(("state", "audience", "withdrawal", "former_ids", "sample")),
}


def gate(library: Library, audience: Audience) -> Library:
    """The library as one audience may know it.

    A case passes if its own audience, the scope of its secrecy review and its state all
    reach the audience. Internal fields, attachments and rows of registers stay behind, and what
    is left names none of them.
    """
    visible = {
        key: case for key, case in library.cases.items() if is_visible(case, library, audience)
    }
    registers = gated_registers(library, audience)
    held = replace(registers, cases=visible, awards=gated_awards(registers.awards, visible))
    seen = {key: _seen(case, audience, held) for key, case in visible.items()}
    return replace(
        held,
        cases=seen,
        moves={key: _seen_moves(case, library, audience) for key, case in visible.items()},
        articles=gated_articles(library, replace(held, cases=seen), audience),
    )


def is_visible(case: Case, library: Library, audience: Audience) -> bool:
    """Whether an audience may know that this case is there."""
    stage = library.stages.get(case.state)
    if stage is None or stage.audience is None or not stage.audience.reaches(audience):
        return False
    if not _is_cleared(case, library, audience):
        return False
    if case.withdrawal is not None and case.withdrawal.mode is Trace.GONE:
        return False
    return case.audience.reaches(audience)


def reduced(record: Case | Article, library: Library, audience: Audience) -> Case | Article:
    """A record as an audience would know it if it were shown; for comparing, not for showing."""
    held = gated_registers(library, audience)
    if isinstance(record, Article):
        return reduced_article(record, held, audience)
    return _seen(record, audience, held)


def may_see(record: Case | Article, library: Library, audience: Audience) -> bool:
    """Whether an audience may know that this case or article is there."""
    if isinstance(record, Article):
        return is_shown(record, library, audience)
    return is_visible(record, library, audience)


def _is_cleared(case: Case, library: Library, audience: Audience) -> bool:
    """Whether the secrecy review lets a case go so far; the public asks for one, others do not."""
    if case.clearance is not None:
        return case.clearance.scope.reaches(audience)
    return audience is Audience.INTRANET or not library.is_formal(case)


def _seen(case: Case, audience: Audience, held: Library) -> Case:
    """A case without internal fields, and without the name of anything that is not held."""
    hidden: dict[str, Any] = {}
    if not Audience.INTRANET.reaches(audience):
        hidden = {name: _DEFAULTS[name] for name in _INTERNAL}
    for name, known in (
        ("unit", held.units),
        ("branch", held.branches),
        ("brand", held.brands),
        ("project", held.projects),
        ("batch", held.batches),
    ):
        if (value := getattr(case, name)) is not None and value not in known:
            hidden[name] = None
    if "unit" in hidden or "branch" in hidden:
        hidden["party_body"] = ""
    hidden["related"] = tuple(key for key in case.related if key in held.cases)
    hidden["supersedes"] = tuple(key for key in case.supersedes if key in held.cases)
    hidden["standards"] = tuple(key for key in case.standards if key in held.items)
    hidden["adoptions"] = tuple(one for one in case.adoptions if one.unit in held.units)
    barred = {one.file for one in case.attachments if not one.audience.reaches(audience)}
    hidden["attachments"] = tuple(one for one in case.attachments if one.file not in barred)
    hidden["files"] = tuple(file for file in case.files if file.name not in barred)
    told = {name: value for name, value in hidden.items() if value != getattr(case, name)}
    # Of most cases nothing is hidden; they pass as they are.
    return _taken_down(replace(case, **told) if told else case)


def _seen_moves(case: Case, library: Library, audience: Audience) -> tuple[Move, ...]:
    """The moves of a case to states in which this audience could see it.

    One that was withdrawn and came back may have been gone without a trace, so its withdrawal
    is kept from the public; and a state that comes twice would tell of another between.
    """
    if case.state is State.WITHDRAWN:
        return ()
    kept: list[Move] = []
    for move in library.moves.get(case.id, ()):
        stage = library.stages.get(move.state)
        if stage is None or stage.audience is None or not stage.audience.reaches(audience):
            continue
        if move.state is State.WITHDRAWN and audience is Audience.PUBLIC:
            continue
        if not kept or kept[-1].state is not move.state:
            kept.append(move)
    return tuple(kept)


def _taken_down(case: Case) -> Case:
    """What is left of a case that was withdrawn; without particulars only its number."""
    if case.state is not State.WITHDRAWN:
        return case
    mode = case.withdrawal.mode if case.withdrawal else Trace.TOMBSTONE
    kept = _KEPT.get(mode, frozenset())
    title = case.title if "title" in kept else ""
    gone = {name: value for name, value in _DEFAULTS.items() if name not in kept}
    withdrawal = case.withdrawal
    if withdrawal is not None and mode is Trace.TOMBSTONE:
        withdrawal = replace(withdrawal, reason="")
    return replace(case, **{**gone, "title": title, "withdrawal": withdrawal})
