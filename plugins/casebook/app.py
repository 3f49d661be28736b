"""The steps in order: what was written becomes a library, and a library becomes files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Final

from casebook import checks
from casebook.audience import gate
from casebook.checks.acceptance import settled
from casebook.findings import CODES, Catalogue, Finding, Severity
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.move import Moves
from casebook.model.terms import Audience
from casebook.parse import Registers, parse_settings
from casebook.publish.cache import Cache, MemoryCache
from casebook.publish.records import Bodies, Origin, Records
from casebook.record import Place, Places
from casebook.source import settings, tree
from casebook.source.git import tracked_links
from casebook.source.pages import CONTENT, page_paths

Progress = Callable[[str, int, int], None]
# China keeps one time, without summer time, since 1992.
SHANGHAI: Final = timezone(timedelta(hours=8))


class BrokenConfigurationError(Exception):
    """The settings have errors, so nothing can be built; carries their findings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("broken configuration")
        self.findings = tuple(findings)


class NoLibraryError(Exception):
    """The folder is no library: it has no site_config/site.yml."""


@dataclass(frozen=True, slots=True)
class Means:
    """With what a library is read: what earlier builds made, and how many processes share it."""

    cache: Cache = field(default_factory=MemoryCache)
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A library as read: its typed cases, their bodies, and every finding.

    `library` holds the cases without errors, `whole` every case that could be read; `records`
    are the folders of all submissions; `accepted` are findings that an editor answered for.
    """

    root: Path
    library: Library
    whole: Library
    bodies: Bodies
    findings: tuple[Finding, ...]
    records: tuple[str, ...]
    accepted: tuple[Finding, ...] = ()
    places: Mapping[CaseId, Places] = field(default_factory=dict, repr=False)
    jobs: int = 1

    @property
    def is_lost(self) -> bool:
        """Whether there are submissions and none of them can be published."""
        return bool(self.records) and not self.library.cases

    @property
    def has_errors(self) -> bool:
        """Whether a record was left out."""
        return any(CODES[finding.code] is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one audience may know of a library; `whole` is for the leak scan and findings alone."""

    root: Path
    library: Library
    bodies: Bodies
    whole: Library = field(repr=False)
    jobs: int = 1


def silent(_phase: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def today_in_shanghai(epoch: str | None = None) -> date:
    """The date of SOURCE_DATE_EPOCH where it is given, else of this moment, in Asia/Shanghai.

    Raises ValueError for an epoch that is no date.
    """
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(SHANGHAI).date()
    except (OverflowError, OSError) as error:
        raise ValueError(epoch) from error


def load(  # noqa: PLR0913, PLR0917 (what a command may hand over, most of it by default)
    root: Path,
    today: date,
    catalogue: Catalogue,
    progress: Progress = silent,
    content: str = CONTENT,
    means: Means | None = None,
) -> Loaded:
    """Read, parse and check a library; `content` is the folder of the hand-written pages.

    Raises NoLibraryError for a folder that holds none, BrokenConfigurationError for settings
    with errors; whatever is wrong with a submission is a finding.
    """
    if not (root / settings.SITE).is_file():
        raise NoLibraryError
    if (cases := root / tree.CASES).is_symlink() or not cases.is_dir():
        # A library that lost its cases must not replace its site by an empty one.
        code = "CB018" if cases.is_symlink() else "CB023"
        raise BrokenConfigurationError([Finding(code=code, at=Place(tree.CASES))])
    registers, findings = _settings(root)
    findings += tree.hostile_paths(root, content)
    findings += tracked_links(root, (tree.CASES, content, settings.SETTINGS))
    means = means or Means()
    records = Records(registers, catalogue.phrases, means.cache, means.jobs)
    prepared, stray = records.read(root, partial(progress, "read"))
    findings += stray
    findings += (finding for one in prepared for finding in one.findings)
    typed = {one.case.id: one.case for one in prepared if one.case is not None}
    library = _library(registers, typed, today)
    origins = {one.case.id: Origin(one.key, one.targets) for one in prepared if one.case}
    bodies = Bodies(typed, origins, records)
    context = checks.Context(
        places={one.case.id: one.places for one in prepared if one.case},
        registers=registers.places,
        bodies=bodies,
        pages=frozenset(page_paths(root, content)),
        form=tree.read_template(root),
        wording=registers.wording,
        partial=frozenset(one.case.id for one in prepared if one.case and not one.is_whole),
        fronts={one.case.id: one.front for one in prepared if one.case},
    )
    findings += checks.library_findings(library, context)
    result = settled(_told_once(findings), library.cases.values(), context.places, today)
    clean = _without_errors(library, result.open)
    return Loaded(
        root=root,
        library=clean,
        whole=library,
        bodies=bodies.of(clean.cases),
        findings=tuple(sorted(result.open, key=lambda one: one.sort_key)),
        accepted=result.accepted,
        places=context.places,
        records=tuple(one.path for one in prepared),
        jobs=means.jobs,
    )


def edition(
    loaded: Loaded, audience: Audience | None = None, moves: Moves | None = None
) -> Edition:
    """The library behind the gate, for the public unless said otherwise; `moves` of its states."""
    gated = gate(replace(loaded.library, moves=moves or {}), audience or Audience.PUBLIC)
    bodies = loaded.bodies.of(key for key, case in gated.cases.items() if case.markdown)
    return Edition(
        root=loaded.root, library=gated, bodies=bodies, whole=loaded.whole, jobs=loaded.jobs
    )


def _settings(root: Path) -> tuple[Registers, list[Finding]]:
    raw = settings.read_all(root)
    registers, more = parse_settings(raw)
    if other := tuple(checks.format_findings(registers.site, registers.places.get(settings.SITE))):
        # What else does not fit may be right in its own format.
        raise BrokenConfigurationError(other)
    findings = [*raw.findings, *more]
    findings += checks.settings_findings(registers)
    if any(CODES[finding.code] is Severity.ERROR for finding in findings):
        raise BrokenConfigurationError(findings)
    return registers, findings


def _library(registers: Registers, cases: Mapping[CaseId, Case], today: date) -> Library:
    return Library(
        site=registers.site,
        today=today,
        cases=cases,
        units=registers.units,
        branches=registers.branches,
        batches=registers.batches,
        calls=registers.calls,
        brands=registers.brands,
        projects=registers.projects,
        indicators=registers.indicators,
        indicators_head=registers.indicators_head,
        standards=registers.standards,
        awards=registers.awards,
        honours=registers.honours,
        rubrics=registers.rubrics,
        targets=registers.targets,
        stages=registers.stages,
        notice_days=registers.notice_days,
        holidays=registers.holidays,
        moves={},
        synonyms=registers.synonyms,
        **registers.taxonomies,
    )


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order; what both git and the file system tell of is told once."""
    seen = {(one.at, one.code, *sorted(one.params.items())): one for one in findings}
    return sorted(seen.values(), key=lambda one: one.sort_key)


def _without_errors(library: Library, findings: Iterable[Finding]) -> Library:
    """The library without the records that have an error, in the record or beside it."""
    barred = {_folder(finding.at) for finding in findings if CODES[finding.code] is Severity.ERROR}
    kept = {
        key: case for key, case in library.cases.items() if _folder(Place(case.path)) not in barred
    }
    return replace(library, cases=kept)


def _folder(place: Place) -> str:
    """The folder of the case that a place is in: cases/<year>/<id>."""
    return "/".join(place.path.split("/")[:3])
