"""Bodies as they are kept and fetched, and what stands for one without making it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final, NamedTuple

import msgspec

from casebook.model.article import Article, ArticleId
from casebook.model.body import NO_BODY, NO_OUTLINE, Body, Outline
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.publish.cache import digest
from casebook.render.markdown import clean
from casebook.render.markup import MENTION
from casebook.text.prose import Stretch


class Origin(NamedTuple):
    """What stands for a body without making it: the hash of its sources, and its outline."""

    key: bytes = b""
    outline: Outline = NO_OUTLINE

    @classmethod
    def of(cls, made: Body) -> "Origin":
        """What stands for a body that is at hand."""
        return cls(digest(made), made)

    @property
    def targets(self) -> tuple[str, ...]:
        """The paths and mentions to which the body leads, as `Articles.leads` takes them."""
        outline = self.outline
        found = {one.path for one in outline.links} | {one.path for one in outline.images}
        return tuple(sorted(found | {f"{MENTION}{one.key}|" for one in outline.mentions}))

    def shown(self, leads: Callable[[str], object]) -> bytes:
        """What stands for the body on a page, where paths and mentions lead as `leads` says."""
        return digest(self.key, [(path, leads(path)) for path in self.targets])


class Outlines(Mapping[CaseId, Outline]):
    """The outlines of the bodies of some cases; they are all at hand."""

    def __init__(self, cases: Mapping[CaseId, Case], origins: Mapping[CaseId, Origin]) -> None:
        self._cases, self._origins = cases, origins

    def __getitem__(self, case_id: CaseId) -> Outline:
        if case_id not in self._cases:
            raise KeyError(case_id)
        return self._origins[case_id].outline

    def __iter__(self) -> Iterator[CaseId]:
        return iter(self._cases)

    def __len__(self) -> int:
        return len(self._cases)


class Bodies(Mapping[CaseId, Body]):
    """The bodies of cases, each fetched by `fetch`, with its origin, when it is asked for.

    That costs as much as reading the text; most rooms ask for its outline alone.
    """

    def __init__(
        self,
        cases: Mapping[CaseId, Case],
        origins: Mapping[CaseId, Origin],
        fetch: Callable[[Case, Origin], Body],
    ) -> None:
        self._cases, self._origins, self._fetch = cases, origins, fetch
        self.outlines = Outlines(cases, origins)

    def __getitem__(self, case_id: CaseId) -> Body:
        return self._fetch(self._cases[case_id], self._origins[case_id])

    def __iter__(self) -> Iterator[CaseId]:
        return iter(self._cases)

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._cases

    def __len__(self) -> int:
        return len(self._cases)

    def key(self, case_id: CaseId) -> bytes:
        """The hash of the sources of a case and its body; nothing where that was not taken."""
        return self._origins[case_id].key

    def origin(self, case_id: CaseId) -> Origin:
        """What stands for the body of a case; an empty one where none is held."""
        if case_id not in self._cases:
            return Origin()
        origin = self._origins[case_id]
        return origin if origin.key else Origin.of(self[case_id])

    def of(self, cases: Iterable[CaseId]) -> "Bodies":
        """The bodies of some of the cases."""
        return Bodies({key: self._cases[key] for key in cases}, self._origins, self._fetch)


def origin_of(record: Case | Article, bodies: Bodies, texts: Mapping[ArticleId, Body]) -> Origin:
    """What stands for the body of a case, or of an article whose text is at hand."""
    if isinstance(record, Article):
        return Origin.of(texts.get(record.id, NO_BODY))
    return bodies.origin(record.id)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What of a body is kept apart from its outline.

    The function that cleans its HTML is not: that is ours, whoever kept the rest.
    """

    text: str
    marked: str
    code: tuple[Stretch, ...]


def packed(made: Body) -> bytes:
    """A body as bytes, without its outline."""
    return msgspec.msgpack.encode(_Kept(made.text, made.marked, made.code))


def restored(outline: Outline, data: bytes) -> Body:
    """A body from its outline and its bytes."""
    return Body(clean=clean, **msgspec.structs.asdict(_KEPT.decode(data)), **_parts(outline))


def outline_of(made: Body) -> Outline:
    """The outline of a body, which is kept by itself."""
    return Outline(**_parts(made))


def _parts(outline: Outline) -> dict[str, Any]:
    return {name: getattr(outline, name) for name in _PARTS}


_PARTS: Final = tuple(field.name for field in fields(Outline))
_KEPT: Final = msgspec.msgpack.Decoder(_Kept)
