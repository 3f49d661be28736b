"""What findings rest on: where a field could not be read, nothing is told that hangs on it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from casebook.findings import Finding

_CALL: Final = frozenset(("call",))
# The fields that a finding takes as written, beside the one that it names.
_RESTS_ON: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        **dict.fromkeys(("CB217", "CB218", "CB219", "CB220", "CB223", "CB224", "CB225"), _CALL),
        "CB221": frozenset(("call", "summary")),
        "CB222": frozenset(("call", "title")),
        "CB226": frozenset(("call", "metrics", "effect_note")),
        "CB227": frozenset(("call", "method")),
        "CB228": frozenset(("call", "state")),
        "CB401": frozenset(("call", "state")),
        "CB402": frozenset(("call", "state", "audience", "clearance")),
        "CB403": frozenset(("state", "withdrawal")),
        "CB404": frozenset(("state",)),
        "CB408": frozenset(("call", "state", "clearance", "notice")),
        "CB409": frozenset(("call", "notice")),
        "CB420": frozenset(("state", "date")),
        "CB421": frozenset(("state", "rights", "link", "medium")),
        "CB422": frozenset(("state", "audience", "clearance")),
    }
)


def borne(findings: Iterable[Finding], unread: Collection[str]) -> Iterator[Finding]:
    """The findings that rest on nothing unread; `unread` are fields with errors of their own."""
    for one in findings:
        rests = _RESTS_ON.get(one.code)
        if rests is None or not (rests | {one.params.get("field", "")}).intersection(unread):
            yield one
