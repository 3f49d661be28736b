"""Related cases know of one another, and each is named once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from casebook.findings import Edit, Finding
from casebook.model.case import Case
from casebook.model.fields import CASE
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.model.shapes import Many
from casebook.model.terms import State
from casebook.record import Places

Fronts = Mapping[CaseId, Sequence[str]]

_SHAPE = CASE["related"].shape
_MOST: Final = _SHAPE.most if isinstance(_SHAPE, Many) else 0
_EMPTY = re.compile(r"related[ \t]*:(?P<value>[ \t]*(?:\[[ \t]*\])?)[ \t]*(?:#.*)?")
_WORD = re.compile(r"""(?P<quote>["']?)(?P<id>[\w-]+)(?P=quote)""")
_ITEM = re.compile(r"[ ]*-[ ]+")


def kinship_findings(
    library: Library, places: Mapping[CaseId, Places], fronts: Fronts
) -> Iterator[Finding]:
    """Cases that name themselves, name one twice, or are not named in return."""
    for case in library.cases.values():
        for index, other in enumerate(case.related):
            at = places[case.id].at(f"related.{index}")
            params = {"field": "related", "value": other}
            if other == case.id:
                yield Finding(code="CB309", at=at, params={**params, "detail": "itself"})
            elif other in case.related[:index]:
                yield Finding(code="CB309", at=at, params={**params, "detail": "twice"})
            elif _is_owed(case, library.cases.get(other)):
                edit = _naming(library.cases[other], case.id, places[other], fronts[other])
                params = {**params, "other": case.id}
                yield Finding(code="CB307", at=at, params=params, edit=edit)


def _is_owed(case: Case, other: Case | None) -> bool:
    """Whether a case ought to be named in return: both are past their draft, and neither gone."""
    settled = {State.DRAFT, State.WITHDRAWN}
    return (
        other is not None
        and case.id not in other.related
        and len(other.related) < _MOST
        and case.state not in settled
        and other.state not in settled
    )


def _naming(case: Case, new: CaseId, places: Places, front: Sequence[str]) -> Edit | None:
    """The edit that adds an id to the related cases, in the way they are written there.

    `front` is the front matter from line 2 of the file on. None where the list does not stand
    where it was read, since its line was repaired for the reading.
    """
    if case.related:
        return _appended(case, new, places, front)
    for number, line in enumerate(front, start=2):
        if match := _EMPTY.fullmatch(line):
            old = match["value"]
            text = f' ["{new}"]'
            return Edit(
                path=case.path, line=number, column=match.start("value") + 1, old=old, new=text
            )
    text = f'related: ["{new}"]\n'
    return Edit(path=case.path, line=len(front) + 2, column=1, old="", new=text)


def _appended(case: Case, new: CaseId, places: Places, front: Sequence[str]) -> Edit | None:
    """An id behind the last of a list in brackets, a list of lines, or a single value."""
    at = places.at(f"related.{len(case.related) - 1}")
    line = front[at.line - 2]
    start = at.column - 1
    match = _WORD.match(line, start)
    if match is None or match["id"] != case.related[-1] or line[start - 1] in "\"'":
        return None
    word, quote = match[0], match["quote"]
    text = f"{quote}{new}{quote}"
    if _ITEM.fullmatch(margin := line[:start]):
        word = line[start:]
        new_word = f"{word}\n{margin}{text}"
    elif at == places.at("related"):
        new_word = f"[{word}, {text}]"
    else:
        new_word = f"{word}, {text}"
    return Edit(path=places.path, line=at.line, column=at.column, old=word, new=new_word)
