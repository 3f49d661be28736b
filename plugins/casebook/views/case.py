"""The page of one case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from casebook.model.body import Outline
from casebook.model.case import Case
from casebook.model.ids import CaseId, TermId
from casebook.model.library import Library
from casebook.model.terms import State
from casebook.text.excerpt import excerpt
from casebook.views.articles import article_entry
from casebook.views.entry import Entry
from casebook.views.listing import day_of, entry
from casebook.views.moves import retired_on, shown_moves
from casebook.views.neighbours import Neighbour
from casebook.views.page import LIBRARY, CaseView, Crumb, Page, case_url
from casebook.views.since import since

_Record = TypeVar("_Record")


def case_page(
    case: Case,
    body: Outline | None,
    library: Library,
    phrase: Callable[[str], str],
    near: Sequence[Neighbour] = (),
) -> Page:
    """One case with the names behind its ids; its body is joined when it is rendered.

    Where a link of the body leads is a thing that the page shows, so it depends on that too.
    """
    view = _view(case, body, library, phrase, near)
    return Page(
        url=case_url(case.id),
        section="library",
        title=case.title or case.id,
        description=excerpt(case.summary),
        crumbs=(
            Crumb(phrase("section_library"), LIBRARY),
            Crumb(f"{case.year}", f"{LIBRARY}year/{case.year}/"),
        ),
        view=view,
        depends=case_depends(case, body, library, near),
        indexed=case.state is not State.WITHDRAWN,
        modified=day_of(case),
    )


def _view(
    case: Case,
    body: Outline | None,
    library: Library,
    phrase: Callable[[str], str],
    near: Sequence[Neighbour],
) -> CaseView:
    stage = library.stages.get(case.state)
    return CaseView(
        case=case,
        **_registered(case, library),
        **_others(case, library, near),
        state_name=stage.name if stage else str(case.state),
        state_note=_state_note(case, library, phrase),
        moves=tuple(
            (move.day, library.stages[move.state].name) for move in shown_moves(case, library)
        ),
        retired=retired_on(case, library),
        # The source still holds the text that was taken down, so nothing leads there.
        edit_url=""
        if case.state is State.WITHDRAWN
        else library.site.edit_url.replace("{path}", case.path),
        since=since(case, body, library),
    )


def _registered(case: Case, library: Library) -> dict[str, Any]:
    """What the registers know of the ids in a case."""
    unit = library.units.get(case.unit) if case.unit else None
    return {
        "unit": unit,
        "unit_path": (*library.tree.ancestors(unit), unit) if unit else (),
        "branch": library.branches.get(case.branch) if case.branch else None,
        "brand": library.brands.get(case.brand) if case.brand else None,
        "project": library.projects.get(case.project) if case.project else None,
        "batch": library.batches.get(case.batch) if case.batch else None,
        "kind": library.kinds.get(case.kind or TermId("")),
        "themes": _known(case.themes, library.themes),
        "scenes": _known(case.scenes, library.scenes),
        "indicators": _known(case.indicators, library.indicators),
        "standards": tuple(
            (standard, item)
            for standard in library.standards.values()
            for item in standard.items()
            if item.id in case.standards
        ),
        "awards": library.awarded.get(case.id, ()),
        "adopters": tuple(
            (library.units[one.unit], one) for one in case.adoptions if one.unit in library.units
        ),
    }


def _known(keys: Iterable[Any], register: Mapping[Any, _Record]) -> tuple[_Record, ...]:
    return tuple(register[key] for key in keys if key in register)


def _others(case: Case, library: Library, near: Sequence[Neighbour]) -> dict[str, Any]:
    """The cases and articles to which a case leads."""
    return {
        "related": _entries(case.related, case, library),
        "supersedes": _entries(case.supersedes, case, library),
        "superseded_by": _entries(library.successors.get(case.id, ()), case, library),
        "neighbours": tuple((entry(library.cases[one.id], library), one.reasons) for one in near),
        "articles": tuple(
            article_entry(library.articles[key], library)
            for key in library.tellers.get(case.id, ())
        ),
    }


def case_depends(
    case: Case, body: Outline | None, library: Library, near: Sequence[Neighbour]
) -> frozenset[str]:
    """The names of all that the page of a case shows, or shows the name of."""
    unit = library.units.get(case.unit) if case.unit else None
    above = (*library.tree.ancestors(unit), unit) if unit else ()
    others = (*case.related, *case.supersedes, *library.successors.get(case.id, ()))
    paths = [one.path for ones in (body.links, body.images) for one in ones] if body else []
    return frozenset(
        (
            f"case:{case.id}",
            f"moves:{case.id}",
            "site",
            "today",
            "terms",
            *(f"unit:{one.id}" for one in above),
            *((f"batch:{case.batch}",) if case.batch else ()),
            *(f"case:{key}" for key in others),
            *(f"award:{award.id}" for award, _ in library.awarded.get(case.id, ())),
            *(f"case:{one.id}" for one in near),
            *(f"frozen:{one.volume}" for one in library.frozen if case.id in one.parts),
            *(f"article:{key}" for key in library.tellers.get(case.id, ())),
            *(f"unit:{one.unit}" for one in case.adoptions),
            *(f"path:{path}" for path in paths),
            *(f"mention:{one.key}" for one in (body.mentions if body else ())),
        )
    )


def _entries(keys: Iterable[CaseId], case: Case, library: Library) -> tuple[Entry, ...]:
    """The other cases of that name that are here, each once."""
    return tuple(
        entry(library.cases[key], library)
        for key in dict.fromkeys(keys)
        if key in library.cases and key != case.id
    )


def _state_note(case: Case, library: Library, phrase: Callable[[str], str]) -> str:
    """What the state asks of readers; once its notice is over, a case asks for nothing."""
    end = case.notice.end if case.notice else None
    if case.state is State.NOTICED and end is not None and end < library.today:
        return phrase("notice_over")
    stage = library.stages.get(case.state)
    return stage.note if stage else ""
