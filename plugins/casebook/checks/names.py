"""Names written where an id belongs: the id that was meant, and the edit that writes it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from casebook.findings import Edit, Finding
from casebook.model.registers import Unit
from casebook.model.settings_files import SETTINGS_FILES, path_of, subject_of
from casebook.parse import Registers
from casebook.record import Place

_NO_ID: Final = "CB107"
_BETWEEN: Final = "、"
_PLACES: Final = {subject_of(name): path_of(name) for name in SETTINGS_FILES}


class Names:
    """The ids of every register by the names that stand in it."""

    def __init__(self, registers: Registers) -> None:
        self._rows: dict[str, Mapping[Any, Any]] = {
            "units": registers.units,
            "branches": registers.branches,
            "brands": registers.brands,
            "projects": registers.projects,
            "batches": registers.batches,
            "calls": registers.calls,
            "indicators": registers.indicators,
            **registers.taxonomies,
        }
        self._ids = {name: _by_name(rows) for name, rows in self._rows.items()}

    def id_of(self, register: str, name: str) -> str:
        """The id that a name or an id stands for; nothing where that is unknown or in doubt."""
        return name if name in self._rows[register] else self._ids[register].get(name, "")

    def known(self, register: str) -> Iterator[str]:
        """Every name in a register, former and short ones too."""
        yield from self._ids[register]

    def told(self, findings: Iterable[Finding], front: Sequence[str]) -> Iterator[Finding]:
        """The findings of one record, those of a name in the place of an id with what to write.

        `front` is the front matter from line 2 of the file on.
        """
        for one in findings:
            is_name = one.code == _NO_ID and one.params.get("register") in self._rows
            yield self._meant(one, front) if is_name else one

    def _meant(self, finding: Finding, front: Sequence[str]) -> Finding:
        register, value = finding.params["register"], finding.params["value"]
        known, ids = self._rows[register], self._ids[register]
        is_list = finding.params["field"].rpartition(".")[2].isdigit()
        parts = [one.strip() for one in value.split(_BETWEEN)] if is_list else [value]
        meant = [one if one in known else ids.get(one, "") for one in parts]
        if all(meant):
            edit = _edit(finding.at, value, meant, front)
            params = {"hint": "ids", "meant": edit.new if edit else ", ".join(meant)}
            return replace(finding, params={**finding.params, **params}, edit=edit)
        hint = {"hint": "id", "example": next(iter(known))} if known else {"hint": "no_id"}
        place = _PLACES.get(register, f"site_config/taxonomies/{register}.yml")
        return replace(finding, params={**finding.params, **hint, "target": place})


def _by_name(rows: Mapping[Any, Any]) -> dict[str, str]:
    """The id behind each name; a name that two rows bear stands for neither."""
    found: dict[str, str] = {}
    for key, row in rows.items():
        for name in {row.name, *_other_names(row)}:
            found[name] = "" if found.get(name, key) != key else str(key)
    return found


def _other_names(row: object) -> Iterator[str]:
    if isinstance(row, Unit):
        yield from (one.name for one in row.former_names)
        if row.short:
            yield row.short


def _edit(at: Place, old: str, ids: Sequence[str], front: Sequence[str]) -> Edit | None:
    """The ids in the place of the names; None where they do not stand there as they were read."""
    line = front[at.line - 2] if 0 <= at.line - 2 < len(front) else ""
    before, rest = line[: at.column - 1].rstrip(), line[at.column - 1 :]
    if not rest.startswith(old) or before[-1:] not in {":", "[", ",", "-"}:
        return None
    new = ", ".join(ids)
    if len(ids) > 1 and before[-1] not in {"[", ","}:
        if before[-1] == "-":
            return None
        new = f"[{new}]"
    return Edit(path=at.path, line=at.line, column=at.column, old=old, new=new)
