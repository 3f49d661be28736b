"""Lists of cases: entries, and the pages they fill."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.views.entry import Entry
from casebook.views.page import Listing, case_url
from casebook.views.paging import Paging

_SUMMARY = 120


def day_of(case: Case) -> date | None:
    """The day by which listings place a case: its admission, else its writing."""
    return case.admitted or case.date


def newest_first(cases: Iterable[Case]) -> list[Case]:
    """Cases by their day, the newest first; those without a day by the year of their number."""
    return sorted(
        cases, key=lambda case: (day_of(case) or date(case.year, 1, 1), case.id), reverse=True
    )


def entry(case: Case, library: Library) -> Entry:
    """One case as a line of a list."""
    unit = library.units.get(case.unit) if case.unit else None
    stage = library.stages.get(case.state)
    summary = case.summary
    return Entry(
        id=case.id,
        url=case_url(case.id),
        title=case.title or case.id,
        summary=summary if len(summary) <= _SUMMARY else summary[: _SUMMARY - 1] + "…",
        unit=unit.label if unit else "",
        day=day_of(case),
        state=str(case.state),
        state_name=stage.name if stage else str(case.state),
        themes=tuple(library.themes[key].name for key in case.themes if key in library.themes),
        sample=case.sample,
    )


class Entries:
    """The cases of one library as lines: each is made once, however many lists show it."""

    def __init__(self, library: Library) -> None:
        self.page_size = library.site.page_size
        self._library = library
        self._made: dict[CaseId, Entry] = {}

    def of(self, case: Case) -> Entry:
        """The line of a case."""
        if case.id not in self._made:
            self._made[case.id] = entry(case, self._library)
        return self._made[case.id]


def listings(cases: Sequence[Case], url: str, entries: Entries) -> Iterator[tuple[str, Listing]]:
    """The pages of one list with their addresses; an empty list is one page."""
    size = entries.page_size
    count = max(1, -(-len(cases) // size))
    urls = tuple(url if number == 1 else f"{url}{number}/" for number in range(1, count + 1))
    for number, address in enumerate(urls, start=1):
        part = cases[(number - 1) * size : number * size]
        yield (
            address,
            Listing(
                total=len(cases),
                entries=tuple(map(entries.of, part)),
                paging=Paging(number, urls),
            ),
        )
