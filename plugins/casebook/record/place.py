"""Where something was written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file of the library; line and column count from 1, 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The form that editors jump to: `path:line:column`."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"
