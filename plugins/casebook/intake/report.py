"""The report of an adoption: data, its form for programs, and its words for people."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from casebook.findings import Catalogue, Finding, Severity, severity_of
from casebook.findings.catalogue import visible
from casebook.findings.report import ordered, visible_place
from casebook.intake.journal import Note, Tally
from casebook.model.ids import CaseId
from casebook.record import Place

_SHOWN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionReport:
    """What became of a foreign collection; paths are those inside of it.

    `present` are the files that the library already had word for word, `changed` those whose
    case or whose source has changed since, `adopted` the new ones.
    """

    mapping: str
    dry_run: bool
    files: int
    adopted: tuple[tuple[str, CaseId], ...] = ()
    present: tuple[tuple[str, CaseId], ...] = ()
    changed: tuple[tuple[str, CaseId], ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    tallies: Mapping[tuple[Tally, str], int]

    @property
    def fits(self) -> bool:
        """Whether every file and every field found its place."""
        told = any(severity_of(one) is not Severity.HINT for one in self.findings)
        return not (self.notes or told or self.counts(Tally.KEY))

    def counts(self, tally: Tally) -> Mapping[str, int]:
        """The counts of one kind, the highest first."""
        rows = [(name, count) for (kind, name), count in self.tallies.items() if kind is tally]
        return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def json_report(report: AdoptionReport, catalogue: Catalogue) -> str:
    """The whole report as one JSON object, every note with its sentence."""
    whole = {
        "mapping": report.mapping,
        "dry_run": report.dry_run,
        "fits": report.fits,
        "files": report.files,
        **{name: _pairs(getattr(report, name)) for name in ("adopted", "present", "changed")},
        "notes": [_note_row(note, catalogue) for note in report.notes],
        "findings": [_finding_row(one, catalogue) for one in ordered(report.findings)],
        "counts": {str(tally): dict(report.counts(tally)) for tally in Tally},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def text_summary(report: AdoptionReport, catalogue: Catalogue) -> str:
    """The report for a terminal: counts first, then the first things of each kind."""
    lines = [
        _headline(report, catalogue),
        *_counted(report, catalogue),
        *_noted(report.notes, catalogue),
        *_found(report.findings, catalogue),
        catalogue.phrase("adopt_fits" if report.fits else "adopt_unfit"),
    ]
    return "".join(line + "\n" for line in lines)


def sentence(note: Note, catalogue: Catalogue) -> str:
    """What a note says, in words."""
    params = {name: visible(value) for name, value in note.params.items()}
    label = catalogue.label(note.params["field"]) if "field" in note.params else ""
    return catalogue.phrase(f"adopt_note_{note.kind}", **params, label=label)


def _pairs(pairs: Iterable[tuple[str, CaseId]]) -> list[dict[str, str]]:
    return [{"path": path, "id": case_id} for path, case_id in pairs]


def _row(at: Place) -> dict[str, object]:
    return {"path": at.path, "line": at.line, "column": at.column}


def _note_row(note: Note, catalogue: Catalogue) -> dict[str, object]:
    words = sentence(note, catalogue)
    return {"kind": note.kind, **_row(note.at), "message": words, "params": dict(note.params)}


def _finding_row(finding: Finding, catalogue: Catalogue) -> dict[str, object]:
    return {
        "code": finding.code,
        **_row(finding.at),
        "message": catalogue.message(finding),
        "remedy": catalogue.remedy(finding),
    }


def _headline(report: AdoptionReport, catalogue: Catalogue) -> str:
    return catalogue.phrase(
        "adopt_dry" if report.dry_run else "adopt_done",
        files=report.files,
        adopted=len(report.adopted),
        present=len(report.present),
        changed=len(report.changed),
    )


def _counted(report: AdoptionReport, catalogue: Catalogue) -> Iterator[str]:
    """A line for each kind of count that is not empty."""
    for tally in Tally:
        if counts := report.counts(tally):
            shown = [f"{_name(tally, name, catalogue)} {count}" for name, count in counts.items()]
            more = catalogue.phrase("adopt_more", count=len(shown) - _SHOWN)
            rows = [*shown[:_SHOWN], *([more] if len(shown) > _SHOWN else [])]
            yield catalogue.phrase(f"adopt_count_{tally}", rows="，".join(rows))


def _name(tally: Tally, name: str, catalogue: Catalogue) -> str:
    """The name of a count: words of ours are translated, those of the collection are shown."""
    if tally is Tally.TAG:
        tag, _, action = name.partition(" ")
        return f"<{visible(tag)}> {catalogue.phrase(f'adopt_do_{action}')}"
    key = f"adopt_{tally}_{name}"
    return catalogue.phrase(key) if key in catalogue.phrases else visible(name)


def _noted(notes: Iterable[Note], catalogue: Catalogue) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for note in notes:
        seen[note.kind] += 1
        if seen[note.kind] <= _SHOWN:
            place, words = visible(str(note.at)), sentence(note, catalogue)
            yield catalogue.phrase("adopt_line", place=place, words=words)
    yield from _rest(seen, catalogue)


def _found(findings: Iterable[Finding], catalogue: Catalogue) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for finding in ordered(findings):
        seen[finding.code] += 1
        if seen[finding.code] <= _SHOWN:
            words = f"{finding.code} {catalogue.message(finding)}"
            yield catalogue.phrase("adopt_line", place=visible_place(finding), words=words)
    yield from _rest(seen, catalogue)


def _rest(seen: Mapping[str, int], catalogue: Catalogue) -> Iterator[str]:
    """How many there are of what was not shown in full."""
    for kind, count in seen.items():
        if count > _SHOWN:
            key = f"adopt_kind_{kind}"
            name = catalogue.phrase(key) if key in catalogue.phrases else kind
            yield catalogue.phrase("adopt_rest", kind=name, count=count)
