"""Rules of a site that contradict themselves: no text could keep to them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from casebook.findings import Finding
from casebook.model.registers import Call
from casebook.model.rules import Expression
from casebook.record import Places


def crossed_limits(call: Call, places: Places) -> Iterator[Finding]:
    """Limits that no text can keep: the most is less than the least."""
    for name in ("summary", "body", "images"):
        least, most = getattr(call, f"{name}_min"), getattr(call, f"{name}_max")
        if least is not None and most is not None and most < least:
            params = {"field": f"{name}_max", "value": str(most), "hint": "limits"}
            params["least"] = str(least)
            yield Finding(code="CB105", at=places.at(f"{name}_max"), params=params)


def contradictions(wording: Sequence[Expression], places: Places) -> Iterator[Finding]:
    """Expressions listed twice, and corrections that are themselves to be corrected."""
    wrong = Counter(one.wrong for one in wording)
    for index, one in enumerate(wording):
        if wrong[one.wrong] > 1 or one.right in wrong:
            at = places.at(f"wording.{index}.wrong")
            yield Finding(code="CB623", at=at, params={"value": one.wrong})
