"""The frozen editions of a library, from the cards in editions/."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from casebook.findings import Finding
from casebook.model.article import ArticleId, article_of_path
from casebook.model.frozen import ERRATA, FORMATS, Frozen
from casebook.model.ids import CASE_ID, SLUG, CaseId, VolumeId
from casebook.model.terms import Audience
from casebook.record import Place
from casebook.source.opening import opened

EDITIONS: Final = "editions"
_MOST: Final = 9999
_COUNT: Final = re.compile("[0-9]{1,4}")


def read_frozen(root: Path) -> tuple[tuple[Frozen, ...], tuple[Finding, ...]]:
    """Every frozen edition, the oldest first; a card that cannot be read is a finding."""
    found: list[Frozen] = []
    findings: list[Finding] = []
    folder = root / EDITIONS
    if folder.is_symlink() or not folder.is_dir():
        return (), ()
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_frozen(root, path.name))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            findings.append(Finding(code="CB922", at=Place(f"{EDITIONS}/{path.name}")))
    found.sort(key=lambda one: (one.day, one.volume, one.number))
    return tuple(found), tuple(findings)


def _frozen(root: Path, name: str) -> Frozen:
    """A card as a record; raises OSError, ValueError, KeyError, TypeError or AttributeError."""
    with opened(root, f"{EDITIONS}/{name}") as stream:
        card: Mapping[str, Any] = json.loads(stream.read().decode("utf-8"))
    volume, number = card["volume"], _number(card["number"])
    if not SLUG.fullmatch(volume) or name != f"{volume}-{number}.json":
        raise ValueError(name)
    return Frozen(
        volume=VolumeId(volume),
        number=number,
        format=_format(card.get("format", 1)),
        day=date.fromisoformat(card["day"]),
        name=_text(card["name"]),
        audience=Audience(card["audience"]),
        parts={
            **{_case(key): _parts(parts) for key, parts in card["cases"].items()},
            # Cards of a volume of cases alone, and older ones, have none.
            **{_article(key): _parts(parts) for key, parts in card.get("articles", {}).items()},
        },
    )


def _parts(parts: Mapping[str, Any]) -> Mapping[str, str]:
    if not _COUNT.fullmatch(parts.get(ERRATA, "0")):
        raise ValueError(ERRATA)
    return {_text(name): _text(digest) for name, digest in parts.items()}


def _case(key: str) -> CaseId:
    if CASE_ID.fullmatch(key) is None:
        raise ValueError(key)
    return CaseId(key)


def _article(key: str) -> ArticleId:
    column, _, number = key.partition("/")
    if article_of_path(f"{column}/{number[:4]}/{number}") != key:
        raise ValueError(key)
    return ArticleId(key)


def _text(value: object) -> str:
    """A text that can be written in UTF-8, which half of a surrogate pair cannot."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 < value <= _MOST:
        raise ValueError(value)
    return value


def _format(value: object) -> int:
    if type(value) is not int or value not in FORMATS:
        raise ValueError(value)
    return value
