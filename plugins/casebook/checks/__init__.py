"""Checks: generators of findings over what was read; each knows one matter."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from casebook.checks.appraisal import appraisal_findings
from casebook.checks.articles import ArticleContext, article_findings
from casebook.checks.body import Outlines, body_findings
from casebook.checks.call import call_findings, nameless_findings
from casebook.checks.columns import column_findings
from casebook.checks.dates import call_date_findings, date_findings
from casebook.checks.footing import borne
from casebook.checks.form import form_findings
from casebook.checks.format import format_findings
from casebook.checks.former import former_article_findings, former_number_findings
from casebook.checks.kinship import Fronts, kinship_findings
from casebook.checks.language import Proofreader
from casebook.checks.lifecycle import lifecycle_findings, stage_findings
from casebook.checks.margins import margin_findings
from casebook.checks.names import Names
from casebook.checks.privacy import privacy_findings
from casebook.checks.registers import register_findings
from casebook.checks.relations import (
    number_findings,
    reference_findings,
    relation_findings,
)
from casebook.checks.soundness import without_errors
from casebook.checks.standing import standing_findings
from casebook.checks.state import sample_findings, state_findings
from casebook.checks.volume import volume_findings, volume_name_findings
from casebook.findings import Finding
from casebook.model.body import Body, Outline, Texts
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.rules import Expression
from casebook.parse import Registers
from casebook.record import Places

__all__ = [
    "ArticleContext",
    "CaseChecks",
    "Context",
    "Names",
    "format_findings",
    "library_findings",
    "settings_findings",
    "without_errors",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the checks look at besides the library.

    `registers` are the places of the settings' files by path; `pages` are the paths of the
    hand-written pages; `form` is the body of the form for new cases; `unread` names the fields
    that could not be read of a case, which stand at their defaults and are not judged; `wording`
    are the expressions that the editors watch, `fronts` the lines of the front matters.
    """

    places: Mapping[CaseId, Places]
    registers: Mapping[str, Places]
    outlines: Mapping[CaseId, Outline]
    pages: Collection[str]
    form: str = ""
    unread: Mapping[CaseId, Collection[str]] = field(default_factory=dict)
    wording: tuple[Expression, ...] = ()
    fronts: Fronts = field(default_factory=dict)
    articles: ArticleContext = field(default_factory=ArticleContext)


def settings_findings(registers: Registers) -> Iterator[Finding]:
    """Every finding about the typed settings alone; an error among them stops the build."""
    yield from register_findings(registers)
    yield from appraisal_findings(registers)
    yield from stage_findings(registers.stages)
    yield from column_findings(registers)
    yield from volume_name_findings(registers.volumes)
    yield from call_date_findings(registers.calls, registers.places)


def library_findings(library: Library, context: Context) -> Iterator[Finding]:
    """What the typed cases say of one another, and the registers of them."""
    yield from number_findings(library.cases, context.places)
    yield from standing_findings(library, context.registers, context.places)
    yield from volume_findings(library, context.registers)
    yield from kinship_findings(library, context.places, context.fronts)
    outlines: Outlines = Texts(context.outlines, context.articles.bodies)
    proofreader = Proofreader(context.wording)
    yield from article_findings(library, context.articles, outlines, context.pages, proofreader)
    yield from former_number_findings(library.cases, context.places)
    yield from former_article_findings(library.articles, context.articles.places)
    for case in library.cases.values():
        yield from relation_findings(case, context.places[case.id], library)
        yield from body_findings(case, library, outlines, context.pages)


class CaseChecks:
    """What is told of a case whatever the others say: it hangs on the case and on `rules`."""

    def __init__(self, library: Library, context: Context) -> None:
        self._library, self._context = library, context
        self._proofreader = Proofreader(context.wording)

    @property
    def rules(self) -> tuple[object, ...]:
        """All that these checks look at beside the case: registers, settings, day and form."""
        return *self._library.registers, self._context.form, self._context.wording

    def findings(self, case: Case, body: Body) -> Iterator[Finding]:
        """Every such finding."""
        library, context = self._library, self._context
        places = context.places[case.id]
        yield from reference_findings(case, places, library)
        yield from sample_findings(case, places, library)
        yield from borne(self._judged(case, places, body), context.unread.get(case.id, ()))
        yield from date_findings(case, places, library)
        yield from form_findings(case, context.form)
        if library.is_proofread(case):
            yield from self._proofreader.findings(case, places, body)
        yield from margin_findings(case, body)
        yield from privacy_findings(case, body, places)

    def _judged(self, case: Case, places: Places, body: Body) -> Iterator[Finding]:
        """What is told of a case by its state and its call."""
        library = self._library
        yield from state_findings(case, places, library)
        yield from lifecycle_findings(case, places, library)
        yield from nameless_findings(case, places, library)
        if call := library.call_of(case):
            yield from call_findings(case, places, call, body)
