"""The first words of a text, for descriptions."""

_MOST = 140


def excerpt(text: str, most: int = _MOST) -> str:
    """At most so many characters of one line, cut after a full stop where there is one.

    >>> excerpt("先摸底。再试点。后推广。", most=9)
    '先摸底。再试点。'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    stop = max(cut.rfind("。"), cut.rfind("；"))
    return cut[: stop + 1] if stop > most // 2 else cut + "…"
