"""When what the system says of a file can stand for its bytes."""

from typing import Final

# A file that changed so shortly before it was looked at may change again and look the same.
_RACY_NS: Final = 2_000_000_000


def is_settled(changed: int, moment: int) -> bool:
    """Whether a file last changed so long before a moment, both in nanoseconds, as to be known."""
    return changed < moment - _RACY_NS
