"""Bodies as they are kept and fetched, and what stands for one without making it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from casebook.model.body import Body, Flaw, Heading, Image, Link, Mention
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.publish.cache import digest
from casebook.render.markdown import clean
from casebook.render.markup import MENTION
from casebook.text.prose import Stretch


class Origin(NamedTuple):
    """What stands for a body without making it: the hash of its sources, and where it leads."""

    key: bytes = b""
    targets: tuple[str, ...] = ()

    @classmethod
    def of(cls, made: Body) -> "Origin":
        """What stands for a body that is at hand."""
        return cls(digest(made), targets(made))


class Bodies(Mapping[CaseId, Body]):
    """The bodies of cases, each fetched by `fetch`, with its key, when it is asked for."""

    def __init__(
        self,
        cases: Mapping[CaseId, Case],
        origins: Mapping[CaseId, Origin],
        fetch: Callable[[Case, bytes], Body],
    ) -> None:
        self._cases, self._origins, self._fetch = cases, origins, fetch

    def __getitem__(self, case_id: CaseId) -> Body:
        return self._fetch(self._cases[case_id], self._origins[case_id].key)

    def __iter__(self) -> Iterator[CaseId]:
        return iter(self._cases)

    def __contains__(self, case_id: object) -> bool:
        return case_id in self._cases

    def __len__(self) -> int:
        return len(self._cases)

    def origin(self, case_id: CaseId) -> Origin:
        """What stands for the body of a case; an empty one where none is held."""
        if case_id not in self._cases:
            return Origin()
        origin = self._origins[case_id]
        return origin if origin.key else Origin.of(self[case_id])

    def of(self, cases: Iterable[CaseId]) -> "Bodies":
        """The bodies of some of the cases."""
        return Bodies({key: self._cases[key] for key in cases}, self._origins, self._fetch)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A body without the function that cleans its HTML: that is ours, whoever kept the rest."""

    text: str
    marked: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...]
    images: tuple[Image, ...]
    flaws: tuple[Flaw, ...]
    code: tuple[Stretch, ...]


def packed(made: Body) -> bytes:
    """A body as bytes."""
    values = (getattr(made, name) for name in _Kept.__struct_fields__)
    return msgspec.msgpack.encode(_Kept(*values))


def restored(data: bytes) -> Body:
    """A body from its bytes."""
    return Body(clean=clean, **msgspec.structs.asdict(_KEPT.decode(data)))


def targets(made: Body) -> tuple[str, ...]:
    """The paths and mentions to which a body leads, as `Articles.leads` takes them, sorted."""
    found = {one.path for one in made.links} | {one.path for one in made.images}
    return tuple(sorted(found | {f"{MENTION}{one.key}|" for one in made.mentions}))


_KEPT: Final = msgspec.msgpack.Decoder(_Kept)
