"""One reader for every table of fields: strings become values by the shape of their field."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from casebook.findings import CODES, Edit, Finding, Severity
from casebook.model import shapes
from casebook.model.fields import CASE, Fields
from casebook.model.terms import Audience
from casebook.parse.keys import meant_key, sure_key
from casebook.parse.scalars import SCALARS, Wrong, wrong
from casebook.record import Items, Node, Place, RawRecord, Scalar, Table

_READER = "CB0"
_INTERNAL = frozenset(name for name, spec in CASE.items() if spec.audience is Audience.INTRANET)


@dataclass(slots=True)
class Reading:
    """The values of one record as they are read, with their places and the findings."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def table(
        self, table: Table, fields: Fields, prefix: str = "", asked: Collection[str] = ()
    ) -> dict[str, Any]:
        """The typed values of a mapping; a field with a finding is left out.

        `asked` names fields that must be there beyond those that the table requires.
        """
        needed = {name for name, spec in fields.items() if spec.required or name in asked}
        meant = self._unknown(table, fields, prefix, needed)
        values: dict[str, Any] = {}
        for name in [one for one in fields if one in table.entries or one in needed]:
            spec, entry = fields[name], table.entries.get(name)
            if entry is not None and not is_empty(entry.value):
                value = self.value(entry.value, spec.shape, prefix + name)
                if value is not None:
                    values[name] = value
            elif name in meant:
                key = meant[name]
                edit = self._rename(key, fields, table)
                self._note("CB101", prefix + name, _at(key), edit, hint="rename", key=key.text)
            elif name in needed:
                node = entry.value if entry else table
                self._note("CB101", prefix + name, _at(node), hint="add")
        return values

    def _unknown(
        self, table: Table, fields: Fields, prefix: str, needed: Collection[str]
    ) -> dict[str, Scalar]:
        """Tell of unknown keys, but for those that stand for a needed field: they are returned."""
        meant: dict[str, Scalar] = {}
        for name, entry in table.entries.items():
            if name in fields:
                continue
            hint = _hint(name, fields)
            near = hint.get("meant", "")
            if near in needed and near not in table.entries and near not in meant:
                meant[near] = entry.key
            else:
                edit = self._rename(entry.key, fields, table)
                self._note("CB102", prefix + name, _at(entry.key), edit, **hint)
        return meant

    def _rename(self, key: Scalar, fields: Fields, table: Table) -> Edit | None:
        """The right name in the place of a mistyped one, if it is beyond doubt and not taken."""
        meant = sure_key(key.text, fields)
        if meant is None or meant in table.entries or not key.plain:
            return None
        if any(one != key.text and meant_key(one, fields) == meant for one in table.entries):
            return None
        return Edit(path=self.path, line=key.line, column=key.column, old=key.text, new=meant)

    def value(self, node: Node, shape: shapes.Shape, name: str) -> Any:  # noqa: ANN401 (typed by the table)
        """The value of one node, or None where there is a finding."""
        self.places[name] = at = (node.line, node.column)
        value = self._read(node, shape, name)
        if isinstance(value, Wrong):
            edit = self._written(node, value) if not _is_internal(name) else None
            self._note(value.code, name, at, edit, **value.params)
            return None
        return value

    def _written(self, node: Node, wrong_value: Wrong) -> Edit | None:
        """What was meant in the place of what was written, where that is beyond doubt."""
        if wrong_value.params.get("hint") != "write":
            return None
        if not isinstance(node, Scalar) or not node.plain:
            return None
        new = wrong_value.params["meant"]
        return Edit(path=self.path, line=node.line, column=node.column, old=node.text, new=new)

    def _read(self, node: Node, shape: shapes.Shape, name: str) -> Any:  # noqa: ANN401
        if isinstance(shape, shapes.Many):
            return self._many(node, shape, name)
        if isinstance(shape, shapes.Group):
            return self._group(node, shape, name)
        if not isinstance(node, Scalar):
            return wrong("CB103", wanted="one")
        if isinstance(shape, shapes.Text):
            return self._limited(" ".join(node.text.split()), shape.most, node, name)
        if isinstance(shape, shapes.Prose):
            return self._limited(node.text.strip(), shape.most, node, name)
        return SCALARS[type(shape)](node.text.strip(), shape)

    def _many(self, node: Node, shape: shapes.Many, name: str) -> tuple[Any, ...] | Wrong:
        if isinstance(node, Table) and not isinstance(shape.of, shapes.Group):
            return wrong("CB103", wanted="list")
        nodes = node.values if isinstance(node, Items) else (node,)
        if len(nodes) > shape.most:
            return wrong("CB110", limit=str(shape.most), count=str(len(nodes)))
        kept: list[Any] = []
        for one in nodes:
            # Counted among those kept, so that the place of a value is found by its index.
            value = None if is_empty(one) else self.value(one, shape.of, f"{name}.{len(kept)}")
            if value is not None:
                kept.append(value)
        return tuple(kept)

    def _group(self, node: Node, shape: shapes.Group, name: str) -> Any:  # noqa: ANN401
        if not isinstance(node, Table):
            return wrong("CB103", wanted="group")
        values = self.table(node, shape.fields, f"{name}.")
        if any(spec.required and key not in values for key, spec in shape.fields.items()):
            # What is missing has its finding; half an object helps nobody.
            return None
        return shape.to(**values)

    def _limited(self, text: str, most: int, node: Scalar, name: str) -> str:
        if len(text) > most:
            params = {"limit": str(most), "count": str(len(text))}
            self._note("CB108", name, (node.line, node.column), **params)
        return text

    def _note(
        self, code: str, name: str, at: tuple[int, int], edit: Edit | None = None, /, **params: str
    ) -> None:
        given = {"field": name, **params}
        if "value" in given and _is_internal(name):
            # A report may be read by more people than the field.
            given |= {"value": "…", "meant": "…"} if "meant" in given else {"value": "…"}
        self.findings.append(Finding(code=code, at=Place(self.path, *at), params=given, edit=edit))


def unread_fields(raw: RawRecord, fields: Fields, findings: Iterable[Finding]) -> frozenset[str]:
    """The fields of a record with an error, the topmost alone, and those that may be lost by one.

    `findings` are the reader's and those about the fields. Where the reader met an error, what is
    missing may have been written all the same.
    """
    errors = [one for one in findings if CODES[one.code] is Severity.ERROR]
    unread = {one.params.get("field", "").partition(".")[0] for one in errors}
    if any(one.code.startswith(_READER) and one.at.path == raw.path for one in errors):
        unread |= fields.keys() - raw.values.entries.keys()
    return frozenset(unread - {""})


def _is_internal(name: str) -> bool:
    return name.partition(".")[0] in _INTERNAL


def is_empty(node: Node) -> bool:
    """Whether nothing was written there, or only names with nothing beside them."""
    if isinstance(node, Scalar):
        return node.is_empty
    if isinstance(node, Items):
        return all(is_empty(one) for one in node.values)
    return all(is_empty(entry.value) for entry in node.entries.values())


def _at(node: Node) -> tuple[int, int]:
    return node.line, node.column


def _hint(name: str, known: Collection[str]) -> dict[str, str]:
    meant = meant_key(name, known)
    return {"meant": meant, "hint": "meant"} if meant else {"hint": "no_field"}


def duplicates(ids: list[str]) -> Iterator[int]:
    """The indexes of the ids that stood before."""
    seen: set[str] = set()
    for index, one in enumerate(ids):
        if one in seen:
            yield index
        seen.add(one)
