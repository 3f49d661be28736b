"""What templates ask of values: figures as they were written, and lines that are made once."""

from decimal import Decimal
from typing import Final

from jinja2.runtime import Macro

from casebook.model.case import Metric

# A larger change says more of a small figure before than of the effect.
_MOST_PERCENT: Final = 1000


class Once:
    """Calls a macro once for the same values; who is on ten lists is written once."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], str] = {}

    def __call__(self, macro: Macro, *values: object) -> str:
        """What the macro makes of the values."""
        # One macro is a new object in every page; its code is that of the environment.
        key = (macro.name, *values)
        if (made := self._made.get(key)) is None:
            made = self._made[key] = macro(*values)
        return made


def plain_number(value: Decimal | None) -> str:
    """A figure as it was written, without a trailing zero fraction.

    >>> plain_number(Decimal("11.50")), plain_number(Decimal("1200")), plain_number(None)
    ('11.5', '1200', '—')
    """
    if value is None:
        return "—"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def change(metric: Metric) -> int | None:
    """The change of a figure in whole percent, or None where it cannot be said.

    >>> change(Metric(name="", before=Decimal(42), after=Decimal(11)))
    -74
    """
    if metric.before is None or metric.before <= 0:
        return None
    percent = round((metric.after - metric.before) / metric.before * 100)
    return percent if abs(percent) <= _MOST_PERCENT else None
