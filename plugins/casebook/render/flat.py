"""A value of a row as the text of one cell."""

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
Labels = Callable[[str], str]


def flat(value: object) -> str:
    """Lists joined by semicolons, the parts of a group by spaces; nothing is an empty text.

    >>> flat(["夜校", {"name": "人数", "before": None, "after": 4}])
    '夜校；人数 4'
    """
    if isinstance(value, list):
        return "；".join(flat(one) for one in value)
    if isinstance(value, dict):
        return " ".join(flat(one) for one in value.values() if one not in (None, ""))
    return "" if value is None else str(value)
