"""What a library has recorded of what a target plans."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from casebook.model.appraisal import Target
from casebook.model.library import Library
from casebook.model.terms import Counted, State

# What was admitted stays an entry of its batch, also when it is due for review or retired.
ONCE_ADMITTED: Final = frozenset((State.ADMITTED, State.DUE, State.RETIRED))


def recorded(target: Target, library: Library) -> int | None:
    """How much of a target this library holds, or None where it cannot be counted."""
    return _COUNTS[target.counts](library, target.of) if target.counts else None


def known_parts(counted: Counted, library: Library) -> Iterable[str]:
    """The ids by which a count of this kind can be narrowed."""
    return _PARTS[counted](library) if counted in _PARTS else ()


def _cases(library: Library, of: str) -> int:
    return sum(
        case.state in ONCE_ADMITTED and of in {"", case.batch} for case in library.cases.values()
    )


def _of_type(rows: Mapping[Any, Any], of: str) -> int:
    return sum(of in {"", row.type} for row in rows.values())


def _awards(library: Library, of: str) -> int:
    """Places taken, not cases: a case may stand in several awards."""
    return sum(
        len(grade.cases)
        for award in library.awards.values()
        if of in {"", award.id}
        for grade in award.grades
    )


def _standards(library: Library, of: str) -> int:
    return sum(len(tuple(one.items())) for one in library.standards.values() if of in {"", one.id})


_COUNTS: Final[Mapping[Counted, Callable[[Library, str], int]]] = MappingProxyType(
    {
        Counted.CASES: _cases,
        Counted.BRANCHES: lambda library, _: len(library.branches),
        Counted.BRANDS: lambda library, of: _of_type(library.brands, of),
        Counted.PROJECTS: lambda library, of: _of_type(library.projects, of),
        Counted.HONOURS: lambda library, of: sum(of in {"", one.title} for one in library.honours),
        Counted.AWARDS: _awards,
        Counted.INDICATORS: lambda library, of: sum(
            of in {"", one.dimension} for one in library.indicators.values()
        ),
        Counted.STANDARDS: _standards,
    }
)
_PARTS: Final[Mapping[Counted, Callable[[Library], Iterable[str]]]] = MappingProxyType(
    {
        Counted.CASES: lambda library: library.batches,
        Counted.BRANDS: lambda library: library.brand_types,
        Counted.PROJECTS: lambda library: library.project_types,
        Counted.HONOURS: lambda library: library.titles,
        Counted.AWARDS: lambda library: library.awards,
        Counted.INDICATORS: lambda library: library.dimensions,
        Counted.STANDARDS: lambda library: library.standards,
    }
)
