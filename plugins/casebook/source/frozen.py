"""The frozen editions of a library, from the cards in editions/."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from casebook.findings import Finding
from casebook.model.frozen import Frozen
from casebook.model.ids import CASE_ID, CaseId, VolumeId
from casebook.model.terms import Audience
from casebook.record import Place

EDITIONS: Final = "editions"


def read_frozen(root: Path) -> tuple[tuple[Frozen, ...], tuple[Finding, ...]]:
    """Every frozen edition, the oldest first; a card that cannot be read is a finding."""
    found: list[Frozen] = []
    findings: list[Finding] = []
    folder = root / EDITIONS
    if folder.is_symlink() or not folder.is_dir():
        return (), ()
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_frozen(path))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            findings.append(Finding(code="CB922", at=Place(f"{EDITIONS}/{path.name}")))
    found.sort(key=lambda one: (one.day, one.volume, one.number))
    return tuple(found), tuple(findings)


def _frozen(path: Path) -> Frozen:
    """A card as a record; raises OSError, ValueError, KeyError, TypeError or AttributeError."""
    if path.is_symlink():
        raise ValueError(path)
    card: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Frozen(
        volume=VolumeId(_text(card["volume"])),
        number=int(card["number"]),
        day=date.fromisoformat(card["day"]),
        name=_text(card["name"]),
        audience=Audience(card["audience"]),
        parts={_case(key): _parts(parts) for key, parts in card["cases"].items()},
    )


def _parts(parts: Mapping[str, Any]) -> Mapping[str, str]:
    return {name: _text(digest) for name, digest in parts.items()}


def _case(key: str) -> CaseId:
    if CASE_ID.fullmatch(key) is None:
        raise ValueError(key)
    return CaseId(key)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
