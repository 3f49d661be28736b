"""Fields below the closing fence, where they would be published as text.

A fence in the middle of the front matter does that: YAML ends there, and contacts or remarks
further down become part of the body.
"""

import re
from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import Final

from casebook.findings import Finding
from casebook.model.fields import CASE
from casebook.model.terms import Audience
from casebook.record import Place

_INTERNAL: Final = frozenset(
    name for name, field in CASE.items() if field.audience is Audience.INTRANET
)
_FIELD = re.compile(r"[\"']?(?P<name>[a-z_]+)[\"']?[ \t]*[:：](?P<value>.*)")
# Most bodies have no such line, and one look at the whole of it tells.
_ANY_INTERNAL = re.compile(rf"\n[\"']?(?:{'|'.join(sorted(_INTERNAL))})[\"']?[ \t]*[:：]")
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_PART = re.compile(r"[ \t]+\S|-[ \t]+(?:\{|[\"']?[\w-]+[\"']?[ \t]*[:：])")
_CODE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})")


def stray_fields(
    front: list[str], body: list[str], first_line: int, path: str
) -> Iterator[Finding]:
    """The fields that a body of these lines begins with, and the internal ones anywhere in it."""
    lines = ((number, line) for number, line in enumerate(body, first_line) if line.strip())
    # What looks like a heading may be a comment of the front matter.
    written = list(islice(dropwhile(lambda one: one[1].startswith("#"), lines), 2))
    told: int | None = None
    if written and (name := _cut_off(front, written)):
        told = written[0][0]
        yield Finding(code="CB026", at=Place(path, told, 1), params={"key": name})
    for number, name in _internal_fields(body, first_line):
        # Fields that stand together are one slip.
        if told is None or number > told + 1:
            yield Finding(code="CB026", at=Place(path, number, 1), params={"key": name})
        told = number


def _cut_off(front: list[str], written: list[tuple[int, str]]) -> str:
    """The field with which the body goes on where the front matter was cut, if it does."""
    first, following = written[0][1], written[1][1] if len(written) > 1 else ""
    written_front = (line for line in reversed(front) if line.strip() and not line.startswith("#"))
    before = next(written_front, "")
    last = _FIELD.fullmatch(before)
    if last and last["name"] in CASE and not last["value"].strip() and _PART.match(first):
        return last["name"]
    match = _FIELD.match(first)
    # Below front matter that is empty any field was meant for it, ours or not.
    if match is None or (before and match["name"] not in CASE):
        return ""
    # One such line may be prose; a second one, or a fence, says that it is none.
    goes_on = _FIELD.match(following) or _FENCE.fullmatch(following) or _PART.match(following)
    return match["name"] if goes_on else ""


def _internal_fields(body: list[str], first_line: int) -> Iterator[tuple[int, str]]:
    if not _ANY_INTERNAL.search("\n".join(("", *body))):
        return
    code = ""
    for number, line in enumerate(body, first_line):
        if match := _CODE.match(line):
            mark = match["mark"]
            if not code:
                code = mark
            elif mark.startswith(code) and not line.strip(" `~"):
                code = ""
        elif not code and (match := _FIELD.match(line)) and match["name"] in _INTERNAL:
            yield number, match["name"]
