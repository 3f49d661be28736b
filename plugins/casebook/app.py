"""The steps in order: what was written becomes a library, and a library becomes files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from casebook import checks
from casebook.audience import gate
from casebook.checks.acceptance import Settled, settled
from casebook.findings import CODES, Catalogue, Finding, Severity
from casebook.model.article import ArticleId
from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.move import Moves
from casebook.model.terms import Audience
from casebook.parse import Registers, library_of, parse_settings
from casebook.publish.bodies import Bodies
from casebook.publish.cache import digest
from casebook.publish.tables import Means
from casebook.record import Place, Places
from casebook.source import settings, tree
from casebook.source.frozen import read_frozen
from casebook.source.git import tracked_links
from casebook.source.pages import CONTENT
from casebook.submissions import Submissions, context_of, read_submissions

Progress = Callable[[str, int, int], None]


class BrokenConfigurationError(Exception):
    """The settings have errors, so nothing can be built; carries their findings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("broken configuration")
        self.findings = tuple(findings)


class NoLibraryError(Exception):
    """The folder is no library: it has no site_config/site.yml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A library as read: its typed cases, their bodies, and every finding.

    `library` holds the cases and articles without errors, `whole` all that could be read;
    `records` are the folders of all cases, `article_records` those of all articles; `accepted`
    are findings that an editor answered for.
    """

    root: Path
    library: Library
    whole: Library
    bodies: Bodies
    findings: tuple[Finding, ...]
    records: tuple[str, ...]
    accepted: tuple[Finding, ...] = ()
    places: Mapping[CaseId, Places] = field(default_factory=dict, repr=False)
    article_bodies: Mapping[ArticleId, Body] = field(default_factory=dict, repr=False)
    article_records: tuple[str, ...] = ()
    means: Means = field(default_factory=Means, repr=False)

    @property
    def submissions(self) -> int:
        """The number of all cases and articles, those with errors among them."""
        return len(self.records) + len(self.article_records)

    @property
    def is_lost(self) -> bool:
        """Whether there are submissions and none of them can be published."""
        return bool(self.records) and not self.library.cases

    @property
    def has_errors(self) -> bool:
        """Whether a record was left out."""
        return any(map(_is_error, self.findings))

    def barred(self, content: str) -> frozenset[str]:
        """What no host may publish as it is: paths with findings, and the columns' folders."""
        columns = (f"{content}/{column}" for column in self.whole.columns)
        return frozenset(one.at.path for one in self.findings).union(columns)


@dataclass(frozen=True, slots=True)
class Edition:
    """What one audience may know of a library; `whole` is for the leak scan and findings alone."""

    root: Path
    audience: Audience
    library: Library
    bodies: Bodies
    whole: Library = field(repr=False)
    article_bodies: Mapping[ArticleId, Body] = field(default_factory=dict)
    means: Means = field(default_factory=Means, repr=False)


def silent(_phase: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def load(  # noqa: PLR0913, PLR0917 (what a command may hand over, most of it by default)
    root: Path,
    today: date,
    catalogue: Catalogue,
    progress: Progress = silent,
    content: str = CONTENT,
    means: Means | None = None,
    guests: Path | None = None,
) -> Loaded:
    """Read, parse and check a library; `content` is the folder of the hand-written pages.

    Without `means` nothing is kept for a later build. The cases in the folder `guests` are read
    as if they lay in the library.

    Raises NoLibraryError for a folder that holds none, BrokenConfigurationError for settings
    with errors; whatever is wrong with a submission is a finding.
    """
    _require_cases(root)
    registers, findings = _settings(root)
    findings += tree.hostile_paths(root, content)
    findings += tracked_links(root, (tree.CASES, content, settings.SETTINGS))
    watched, labels = partial(progress, "read"), catalogue.phrases
    read = read_submissions(root, content, registers, labels, means, watched, guests)
    frozen, unread = read_frozen(root)
    findings += (*read.findings, *unread)
    cases = {key: one.case for key, one in read.cases.items() if one.case}
    library = library_of(registers, cases, read.articles.by_id, today)
    library = replace(library, frozen=frozen)
    context = context_of(root, content, registers, read)
    means = means or Means()
    findings += checks.library_findings(library, context)
    findings += _case_findings(library, context, read.bodies, means, partial(progress, "checks"))
    places = dict(chain(context.places.items(), read.articles.places.items()))
    result = settled(_told_once(findings), library.records, places, today)
    return _loaded(root, library, read, result, means)


def _loaded(
    root: Path, library: Library, read: Submissions, result: Settled, means: Means
) -> Loaded:
    """What was read, those left out of it that have errors."""
    clean = checks.without_errors(library, result.open)
    return Loaded(
        root=root,
        library=clean,
        whole=library,
        bodies=read.bodies.of(clean.cases),
        findings=tuple(sorted(result.open, key=lambda one: one.sort_key)),
        accepted=result.accepted,
        places={key: one.places for key, one in read.cases.items()},
        records=read.records,
        article_bodies={key: read.texts[key] for key in clean.articles},
        article_records=tuple(read.articles.records),
        means=means,
    )


def edition(
    loaded: Loaded, audience: Audience = Audience.PUBLIC, moves: Moves | None = None
) -> Edition:
    """The library behind the gate, for the public unless said otherwise; `moves` of its states."""
    gated = gate(replace(loaded.library, moves=moves or {}), audience)
    texts = loaded.article_bodies
    return Edition(
        root=loaded.root,
        audience=audience,
        library=gated,
        bodies=loaded.bodies.of(key for key, case in gated.cases.items() if case.markdown),
        whole=loaded.whole,
        article_bodies={key: texts[key] for key, one in gated.articles.items() if one.markdown},
        means=loaded.means,
    )


def without_columns(loaded: Loaded) -> Loaded:
    """A library for a site that shows no columns; `whole` still knows what must not be told."""
    return replace(loaded, library=replace(loaded.library, columns={}, articles={}))


def _require_cases(root: Path) -> None:
    if not (root / settings.SITE).is_file():
        raise NoLibraryError
    if (cases := root / tree.CASES).is_symlink() or not cases.is_dir():
        # A library that lost its cases must not replace its site by an empty one.
        code = "CB018" if cases.is_symlink() else "CB023"
        raise BrokenConfigurationError([Finding(code=code, at=Place(tree.CASES))])


def _case_findings(
    library: Library,
    context: checks.Context,
    bodies: Bodies,
    means: Means,
    watched: Callable[[int, int], None],
) -> Iterator[Finding]:
    """What is told of each case by itself; known as long as neither it nor the rules change."""
    case_checks = checks.CaseChecks(library, context)
    rules = digest(case_checks.rules)

    def found(case: Case) -> tuple[Finding, ...]:
        return tuple(case_checks.findings(case, bodies[case.id]))

    keys = ((bodies.key(case.id), case) for case in library.cases.values())
    items = [(digest(rules, key) if key else b"", case) for key, case in keys]
    table = means.table("findings", tuple[Finding, ...])
    yield from chain.from_iterable(table.filled(items, found, means.jobs, watched))


def _settings(root: Path) -> tuple[Registers, list[Finding]]:
    raw = settings.read_all(root)
    registers, more = parse_settings(raw)
    if other := tuple(checks.format_findings(registers.site, registers.places.get(settings.SITE))):
        # What else does not fit may be right in its own format.
        raise BrokenConfigurationError(other)
    findings = [*raw.findings, *more]
    findings += checks.settings_findings(registers)
    if any(map(_is_error, findings)):
        raise BrokenConfigurationError(findings)
    return registers, findings


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order; what both git and the file system tell of is told once."""
    seen = {(one.at, one.code, *sorted(one.params.items())): one for one in findings}
    return sorted(seen.values(), key=lambda one: one.sort_key)


def _is_error(finding: Finding) -> bool:
    return CODES[finding.code] is Severity.ERROR
