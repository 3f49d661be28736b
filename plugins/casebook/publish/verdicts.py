"""Which cases were checked before, and found sound, among the same surroundings."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

import msgspec

from casebook.checks import Context
from casebook.findings import Finding
from casebook.model.ids import CaseId, case_of_path
from casebook.model.library import Library
from casebook.publish.cache import Cache, digest
from casebook.publish.records import Prepared
from casebook.publish.version import code_version

_SOUND: Final = msgspec.msgpack.Decoder(frozenset[bytes])


class Verdicts:
    """Remembers the cases about which the checks had nothing to say.

    What a check of one case looks at is in its key: the case, the cases it refers to, and all
    of the library and the context that is no case.
    """

    def __init__(
        self, library: Library, context: Context, prepared: Iterable[Prepared], cache: Cache
    ) -> None:
        around = digest(
            code_version(), replace(library, cases={}), replace(context, places={}, bodies={})
        )
        self._place = digest("sound", around)
        self._cache = cache
        self._cases = {one.case.id: one for one in prepared if one.case is not None}

    @cached_property
    def _keys(self) -> Mapping[CaseId, bytes]:
        return {key: self._key(one) for key, one in self._cases.items()}

    def _key(self, one: Prepared) -> bytes:
        """The hash of a case and of those that it refers to."""
        related = one.case.related if one.case else ()
        others = {*related, *(case_of_path(path) for path in one.targets)} - {None}
        known = [(other, self._cases[other].key) for other in others if other in self._cases]
        return digest(one.key, sorted(known)) if known else one.key

    def sound(self) -> frozenset[CaseId]:
        """The cases that need no second look."""
        data = self._cache.get(self._place)
        known = _SOUND.decode(data) if data else frozenset()
        return frozenset(key for key, verdict in self._keys.items() if verdict in known)

    def keep(self, findings: Iterable[Finding]) -> None:
        """Remember the cases without a finding."""
        told = {finding.at.path.rpartition("/")[0] for finding in findings}
        sound = {self._keys[key] for key, one in self._cases.items() if one.path not in told}
        self._cache.put([(self._place, msgspec.msgpack.encode(sound))])
