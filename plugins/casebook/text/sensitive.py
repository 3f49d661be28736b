"""What in a text is not for everybody."""

from typing import NamedTuple


class Sensitive(NamedTuple):
    """What kind of it stands from one offset of a text to another; never the words themselves."""

    kind: str
    start: int
    end: int
