"""Where a page of a list stands among the pages of the list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a listing's page stands among its pages; addresses by page number from 1."""

    number: int
    urls: tuple[str, ...]

    def window(self) -> tuple[int | None, ...]:
        """The page numbers to offer, None for a gap.

        >>> Paging(5, ("",) * 9).window()
        (1, None, 4, 5, 6, None, 9)
        """
        last = len(self.urls)
        near = sorted({1, self.number - 1, self.number, self.number + 1, last})
        near = [number for number in near if 1 <= number <= last]
        window: list[int | None] = []
        for number in near:
            if window and window[-1] is not None and number > window[-1] + 1:
                window.append(None)
            window.append(number)
        return tuple(window)
