"""The beginning of a free text: title, subtitle, unit and day, as offices set them."""

from collections.abc import Iterator, Sequence
from typing import Final

from casebook.intake.word.cells import Value, day_of
from casebook.intake.word.document import Block, Cell, Paragraph
from casebook.intake.word.form import Form
from casebook.text.headings import reads_as_heading
from casebook.text.suggestion import nearest

_LONGEST_TITLE: Final = 60
# Above a title may stand that it is an annex, or whose paper it is.
_MOST_ABOVE: Final = 2
_TITLES: Final = frozenset(("title", "标题"))
_SUBTITLES: Final = frozenset(("subtitle", "副标题"))
_DASHES: Final = ("——", "—", "--")
_SENTENCE_ENDS: Final = ("。", "；", "，", "！", "？")
_BRACKETS: Final = "（()）〔〕 　"


def without_opening(blocks: Sequence[Block], form: Form) -> list[Block]:
    """The blocks without those that say title, subtitle, unit or day; the form takes these."""
    rest = [one for one in blocks if not _is_empty(one)]
    # A form has a row for it, and above its rows only its own name.
    place = None if form.is_found else _title_place(rest)
    if place is not None:
        words = [rest.pop(place)]
        if place < len(rest) and _goes_on(words[0], rest[place]):
            words.append(rest.pop(place))
        text = "".join(" ".join(one.text.split()) for one in words if isinstance(one, Paragraph))
        form.filled["title"] = [Value(text, _at(words[0]))]
        rest[place:] = _without_lines_below(rest[place:], form)
    return list(_without_said(rest, form))


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not (block.text or block.has_pictures)


def _at(block: Block) -> int:
    return block.at if isinstance(block, Paragraph) else 0


def _title_place(blocks: Sequence[Block]) -> int | None:
    """Which of the first paragraphs is the title, by its style or place; None where none is."""
    for place, block in enumerate(blocks[: _MOST_ABOVE + 1]):
        if not isinstance(block, Paragraph):
            return None
        if _is_title(block, [*blocks[:place], *blocks[place + 1 :]]):
            return place
    return None


def _is_title(block: Paragraph, others: Sequence[Block]) -> bool:
    if block.style in _TITLES:
        return bool(block.text)
    if not block.text or len(block.text) > _LONGEST_TITLE or _is_text(block):
        return False
    if block.level:
        # The only heading of the highest level is the title.
        levels = [one.level for one in others if isinstance(one, Paragraph) and one.level]
        return block.level < min(levels, default=block.level + 1)
    return block.centred or block.is_marked


def _is_text(block: Paragraph) -> bool:
    return block.text.endswith(_SENTENCE_ENDS) or reads_as_heading(block.text)


def _goes_on(title: Block, after: Block) -> bool:
    """Whether the next paragraph is a second line of a title that is set by hand."""
    if not isinstance(title, Paragraph) or not isinstance(after, Paragraph):
        return False
    is_alike = title.style == after.style and not title.level and after.centred and title.centred
    looks_alike = is_alike and title.is_marked and after.is_marked
    is_other = after.text.startswith((*_DASHES, "（", "(")) or _is_text(after)
    return looks_alike and not is_other and len(title.text + after.text) <= _LONGEST_TITLE


def _without_lines_below(blocks: Sequence[Block], form: Form) -> Iterator[Block]:
    """What follows a title, but for the centred lines that say who wrote it and when."""
    is_below = True
    for block in blocks:
        is_below = is_below and isinstance(block, Paragraph) and _is_below_title(block)
        if not (is_below and isinstance(block, Paragraph) and _is_said(block, form)):
            yield block


def _is_below_title(block: Paragraph) -> bool:
    return block.centred or block.style in _SUBTITLES


def _is_said(block: Paragraph, form: Form) -> bool:
    """Whether a line under the title fills a field that is still empty."""
    text, names = block.text.strip(_BRACKETS), form.values.names
    is_subtitle = block.style in _SUBTITLES or block.text.startswith(_DASHES)
    if is_subtitle and "subtitle" not in form.filled:
        form.filled["subtitle"] = [Value(block.text.lstrip("—-").strip(), block.at)]
        return True
    if "date" not in form.filled and (day := day_of(text)):
        form.filled["date"] = [Value(day, block.at)]
        return True
    if "unit" in form.filled or not (
        names.id_of("units", text) or nearest(text, names.known("units"))
    ):
        return False
    form.take("unit", Cell((block,)), block.at)
    return True


def _without_said(blocks: Sequence[Block], form: Form) -> Iterator[Block]:
    """The blocks without lines such as “联系人：……”; all but contacts stand before the text."""
    is_before = True
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            continue
        is_before = is_before and not (block.level or reads_as_heading(block.text))
        if not form.said(block, is_before=is_before):
            yield block
