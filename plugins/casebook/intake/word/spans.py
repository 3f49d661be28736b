"""Pieces of a line with their letters, and the line as Markdown in which nothing else is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from casebook.model.ids import CASE_ID

# A mention of a case, an address, and what would be markup.
_MEANT = re.compile(
    rf"(?P<mention>\[\[(?:{CASE_ID.pattern})\]\])|(?P<address>https?://[!-;=?-~]+)"
    r"|(?P<mark>[\\`*\[\]<~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;))"
)
_ADDRESS = re.compile(r"<(https?://[!-;=?-~]+)>")
_BEGINNING = re.compile(r"(?P<mark>[#>]|[-+=](?=[\s=+-]|$))|(?P<number>\d{1,9})(?=[.)](?:\s|$))")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; `markup` is Markdown that stands for itself: a note, a picture."""

    text: str
    bold: bool = False
    struck: bool = False
    link: str = ""
    markup: str = ""


def lines_of(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """The spans of each line; a line ends where the text of a span has a line feed."""
    line: list[Span] = []
    for span in spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                yield line
                line = []
            line.append(replace(span, text=text))
    yield line


def text_of(spans: Iterable[Span]) -> str:
    """What the spans say, in plain words."""
    return "".join(span.text for span in spans)


def without(line: Sequence[Span], pattern: re.Pattern[str]) -> Iterator[Span]:
    """The spans of a line without what matches a pattern, which may lie in several of them."""
    found = (match.span() for match in pattern.finditer(text_of(line)))
    dropped = {place for start, end in found for place in range(start, end)}
    at = 0
    for one in line:
        kept = (mark for place, mark in enumerate(one.text, start=at) if place not in dropped)
        at += len(one.text)
        yield replace(one, text="".join(kept))


def markdown_of(spans: Iterable[Span], *, is_plain: bool = False) -> str:
    r"""A line of Markdown; `is_plain` leaves its letters alike, as headings and cells have them.

    >>> markdown_of([Span("先", bold=True), Span("记账", bold=True), Span("，用 3~5 天，见 a_b *")])
    '**先记账**，用 3\\~5 天，见 a_b \\*'
    """
    kept = [one for one in spans if one.text or one.markup]
    groups = [(key, list(group)) for key, group in groupby(kept, _letters)]
    line = ""
    for (look, group), after in zip_longest(groups, groups[1:]):
        written = "".join(one.markup or escaped(one.text) for one in group)
        if look.link:
            # Within a link an address is only words.
            words = _ADDRESS.sub(r"\1", written)
            is_bare = text_of(group).strip() == look.link
            written = f"<{look.link}>" if is_bare else f"[{words}](<{look.link}>)"
        mark = "~~" if look.struck else "**" if look.bold and not is_plain else ""
        around = line[-1:], text_of(after[1])[:1] if after else ""
        line += _wrapped(written, mark, text_of(group), around) if mark else written
    line = line.strip()
    if is_plain or not _BEGINNING.match(line):
        return line
    return _BEGINNING.sub(_escaped_beginning, line, count=1)


def escaped(text: str) -> str:
    r"""Text in which nothing is markup but mentions and addresses.

    >>> escaped("<b> [1] [[2025-0007]] https://example.org/a_b")
    '\\<b> \\[1\\] [[2025-0007]] <https://example.org/a_b>'
    """
    return _MEANT.sub(_escape, text)


def _letters(span: Span) -> Span:
    return Span("", span.bold, span.struck, span.link)


def _wrapped(written: str, mark: str, text: str, around: tuple[str, str]) -> str:
    """Marks around the words alone; none where they would not be read as marks."""
    words, inner = written.strip(), text.strip()
    if not inner:
        return written
    # A space at the edge comes to stand outside of the marks.
    before = around[0] if text[0] == inner[0] else ""
    after = around[1] if text[-1] == inner[-1] else ""
    if not (_parts_from(inner[0], before) and _parts_from(inner[-1], after)):
        return written
    start = written.index(words)
    return f"{written[:start]}{mark}{words}{mark}{written[start + len(words) :]}"


def _parts_from(edge: str, beside: str) -> bool:
    """Whether a mark between two characters belongs to the first, by the rules of CommonMark.

    Beside Chinese it does whatever they are, which its extension for Chinese adds.
    """
    if beside in {"*", "~"}:
        return False
    return edge.isalnum() or not beside or beside.isspace() or _HAN.match(beside) is not None


def _escape(match: re.Match[str]) -> str:
    if match["address"]:
        return f"<{match['address']}>"
    return match["mention"] or f"\\{match['mark']}"


def _escaped_beginning(match: re.Match[str]) -> str:
    return f"{match['number']}\\" if match["number"] else f"\\{match['mark']}"
