"""`casebook`, whose build leaves out the search index, as the peers without search do.

The program always makes one, so this is no setting of it: the step is passed over, the rest is
what it is.
"""

from casebook.adapters.mkdocs import writing
from casebook.cli import main


def _no_index(*_: object) -> list[object]:
    return []


if __name__ == "__main__":
    setattr(writing, "write_index", _no_index)  # noqa: B010 (it is imported there, not made)
    main()
