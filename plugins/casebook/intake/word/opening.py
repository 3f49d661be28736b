"""The beginning of a free text: title, subtitle, unit and day, as offices set them."""

from collections.abc import Iterator
from typing import Final

from casebook.intake.word.blocks import Block, Paragraph
from casebook.intake.word.cells import Value, day_of
from casebook.intake.word.form import Form
from casebook.text.headings import reads_as_heading

_LONGEST_TITLE: Final = 60
_TITLES: Final = frozenset(("title", "标题"))
_SUBTITLES: Final = frozenset(("subtitle", "副标题"))
_DASHES: Final = ("——", "—", "--")
_SENTENCE_ENDS: Final = ("。", "；", "，", "！", "？")
_BRACKETS: Final = "（()）〔〕 　"


def without_opening(blocks: list[Block], form: Form) -> list[Block]:
    """The blocks without those that say title, subtitle, unit or day; the form takes these."""
    rest = list(blocks)
    while rest and isinstance(rest[0], Paragraph) and not (rest[0].text or rest[0].has_pictures):
        del rest[0]
    title = rest[0] if rest else None
    if "title" not in form.filled and isinstance(title, Paragraph) and _is_title(title, rest[1:]):
        del rest[0]
        form.filled["title"] = [Value(" ".join(title.text.split()), title.at)]
        rest = [*_without_lines_below(rest, form)]
    return [one for one in rest if not (isinstance(one, Paragraph) and form.said(one))]


def _is_title(block: Paragraph, others: list[Block]) -> bool:
    """Whether a first paragraph is a title: by its style or place, or the only first heading."""
    if not block.text or len(block.text) > _LONGEST_TITLE:
        return False
    if block.style in _TITLES:
        return True
    if block.level:
        levels = [one.level for one in others if isinstance(one, Paragraph) and one.level]
        return block.level < min(levels, default=block.level + 1)
    is_sentence = block.text.endswith(_SENTENCE_ENDS) or reads_as_heading(block.text)
    return not is_sentence and (block.centred or block.is_marked)


def _without_lines_below(blocks: list[Block], form: Form) -> Iterator[Block]:
    """What follows a title, but for lines that say who wrote it and when."""
    still = True
    for block in blocks:
        if still and isinstance(block, Paragraph) and block.text:
            still = _is_said(block, form)
            if still:
                continue
        yield block


def _is_said(block: Paragraph, form: Form) -> bool:
    text = block.text.strip(_BRACKETS)
    if "subtitle" not in form.filled and (
        block.style in _SUBTITLES or (block.text.startswith(_DASHES) and block.centred)
    ):
        form.filled["subtitle"] = [Value(block.text.lstrip("—-").strip(), block.at)]
        return True
    if not block.centred or len(block.lines) > 1:
        return False
    unit = form.values.names.id_of("units", text)
    for field, value in (("unit", unit), ("date", day_of(text))):
        if value and field not in form.filled:
            form.filled[field] = [Value(value, block.at)]
            return True
    return False
