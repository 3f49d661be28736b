"""Checks: generators of findings over what was read; each knows one matter."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from casebook.checks.appraisal import appraisal_findings
from casebook.checks.articles import ArticleContext, article_findings
from casebook.checks.body import Bodies, body_findings
from casebook.checks.call import call_findings
from casebook.checks.columns import column_findings
from casebook.checks.dates import call_date_findings, date_findings
from casebook.checks.form import form_findings
from casebook.checks.format import format_findings
from casebook.checks.former import former_article_findings, former_number_findings
from casebook.checks.kinship import Fronts, kinship_findings
from casebook.checks.language import Proofreader
from casebook.checks.lifecycle import lifecycle_findings, stage_findings
from casebook.checks.privacy import privacy_findings
from casebook.checks.registers import register_findings
from casebook.checks.relations import number_findings, relation_findings
from casebook.checks.soundness import without_errors
from casebook.checks.standing import standing_findings
from casebook.checks.state import sample_findings, state_findings
from casebook.checks.volume import volume_findings
from casebook.findings import Finding
from casebook.model.body import Body, Texts
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.rules import Expression
from casebook.parse import Registers
from casebook.record import Places

__all__ = [
    "ArticleContext",
    "Context",
    "format_findings",
    "library_findings",
    "settings_findings",
    "without_errors",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the checks look at besides the library.

    `registers` are the places of the settings' files by path; `pages` are the paths of the
    hand-written pages; `form` is the body of the form for new cases; `partial` names the cases
    with fields that could not be typed, whose state is not judged on what is left of them;
    `wording` are the expressions that the editors watch, `fronts` the lines of the front matters.
    """

    places: Mapping[CaseId, Places]
    registers: Mapping[str, Places]
    bodies: Mapping[CaseId, Body]
    pages: Collection[str]
    form: str = ""
    partial: Collection[CaseId] = ()
    wording: tuple[Expression, ...] = ()
    fronts: Fronts = field(default_factory=dict)
    articles: ArticleContext = field(default_factory=ArticleContext)


def settings_findings(registers: Registers) -> Iterator[Finding]:
    """Every finding about the typed settings alone; an error among them stops the build."""
    yield from register_findings(registers)
    yield from appraisal_findings(registers)
    yield from stage_findings(registers.stages)
    yield from column_findings(registers)
    yield from call_date_findings(registers.calls, registers.places)


def library_findings(library: Library, context: Context) -> Iterator[Finding]:
    """Every finding about the typed cases, and about what the registers say of them."""
    yield from number_findings(library.cases, context.places)
    yield from standing_findings(library, context.registers, context.places)
    yield from volume_findings(library, context.registers)
    yield from kinship_findings(library, context.places, context.fronts)
    proofreader = Proofreader(context.wording)
    bodies: Bodies = Texts(context.bodies, context.articles.bodies)
    yield from article_findings(library, context.articles, bodies, context.pages, proofreader)
    yield from former_number_findings(library.cases, context.places)
    yield from former_article_findings(library.articles, context.articles.places)
    for case in library.cases.values():
        places = context.places[case.id]
        yield from relation_findings(case, places, library)
        yield from sample_findings(case, places, library)
        if case.id not in context.partial:
            yield from state_findings(case, places, library)
            yield from lifecycle_findings(case, places, library)
            if call := library.call_of(case):
                yield from call_findings(case, places, call, context.bodies[case.id])
        yield from date_findings(case, places, library)
        yield from body_findings(case, library, bodies, context.pages)
        yield from form_findings(case, context.form)
        if library.is_proofread(case):
            yield from proofreader.findings(case, places, context.bodies[case.id])
        yield from privacy_findings(case, context.bodies[case.id], places)
