"""Raw HTML: every piece is dealt with as the mapping says, and counted."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote

from casebook.intake.blocks import blocks
from casebook.intake.edits import Edit, edited
from casebook.intake.fields import TagAction, TagRule
from casebook.intake.inline import COMMENT, Tag, tokens
from casebook.intake.journal import Journal, Tally

Rules = Mapping[str, TagRule]

_ESCAPE: Final = TagRule(tags=(), do=TagAction.ESCAPE)
# A comment was never meant for readers; shown as text it would reach them.
_DEFAULTS: Final[Rules] = {COMMENT: TagRule(tags=(COMMENT,), do=TagAction.REMOVE)}
_SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")
# What may stand in the target of a link that is not in angle brackets.
_SAFE: Final = "/-._~!$&'*+,;=:@?#%[]"
_BARE_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<]*\Z")
_LONGEST_ADDRESS: Final = 500
_MOST_ROUNDS: Final = 5
_HARD_BREAK: Final = "\\\n"


class _Elements:
    """Where the elements of a text end; closing tags are looked for once for each name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closings: dict[str, list[int]] = {}

    def end_of(self, tag: Tag) -> int:
        """The end of an element with what it encloses; without a closing tag, of the tag."""
        if tag.is_closing or tag.name == COMMENT or self._text[tag.end - 2] == "/":
            return tag.end
        if tag.name not in self._closings:
            closing = re.compile(rf"</{re.escape(tag.name)}\s*>", re.IGNORECASE)
            ends = [match.end() for match in closing.finditer(self._text)]
            self._closings[tag.name] = ends
        ends = self._closings[tag.name]
        following = bisect_right(ends, tag.end)
        return ends[following] if following < len(ends) else tag.end


def rules_by_tag(rules: Iterable[TagRule]) -> Rules:
    """The rule for each tag; the first that names it."""
    named = [(tag.lower(), rule) for rule in rules for tag in rule.tags]
    return {**_DEFAULTS, **dict(reversed(named))}


def html_edits(text: str, tags: Iterable[Tag], rules: Rules, journal: Journal) -> Iterator[Edit]:
    """What becomes of each tag; a tag that its rule cannot be used on is escaped."""
    elements = _Elements(text)
    past = 0
    for tag in tags:
        if tag.start < past:
            continue
        rule = rules.get(tag.name, _ESCAPE)
        edit = (_edit(text, tag, rule, elements) if tag.is_whole else None) or _escaped(text, tag)
        done = TagAction.ESCAPE if edit.text.startswith("\\<") else rule.do
        journal.count(Tally.TAG, f"{tag.name} {done}")
        past = edit.end
        yield _apart(text, edit)


def without_html(text: str) -> str:
    r"""A text from which tags were taken out, with what its other parts made into tags escaped.

    >>> without_html("<div>")
    '\\<div>'
    """
    for _ in range(_MOST_ROUNDS):
        tags = [part for part in tokens(text, blocks(text)) if isinstance(part, Tag)]
        if not tags:
            break
        text = edited(text, (_apart(text, _escaped(text, tag)) for tag in tags))
    return text


def _apart(text: str, edit: Edit) -> Edit:
    """The edit, kept apart from a bare address before it that the `<` has ended until now."""
    before = text[
        max(text.rfind("\n", 0, edit.start) + 1, edit.start - _LONGEST_ADDRESS) : edit.start
    ]
    if _BARE_ADDRESS.search(before):
        return Edit(edit.start, edit.end, f" {edit.text}")
    return edit


def _edit(text: str, tag: Tag, rule: TagRule, elements: _Elements) -> Edit | None:
    """The change that a rule asks for, or None where it cannot be made."""
    if rule.do is TagAction.DROP:
        return Edit(tag.start, tag.end)
    if rule.do is TagAction.REMOVE:
        return Edit(tag.start, elements.end_of(tag))
    if rule.do is TagAction.BREAK:
        return Edit(tag.start, tag.end, _break(text, tag))
    if rule.do is TagAction.REPLACE:
        words = rule.after if tag.is_closing else _filled(rule.before, tag.attributes)
        return None if words is None else Edit(tag.start, tag.end, words)
    return None


def _escaped(text: str, tag: Tag) -> Edit:
    return Edit(tag.start, tag.end, "\\" + text[tag.start : tag.end])


def _break(text: str, tag: Tag) -> str:
    """A line break of Markdown; in a row of a table, which it would end, a space."""
    line = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    ends_line = text[tag.end : tag.end + 1] in {"\n", ""}
    if "|" in line:
        return " "
    return "\\" if ends_line else _HARD_BREAK


def _filled(template: str, attributes: Mapping[str, str]) -> str | None:
    """A replacement with its attributes, or None where one is missing or is no web address."""
    if any(_address(attributes, name) is None for name in _SLOT.findall(template)):
        return None
    return _SLOT.sub(lambda slot: _address(attributes, slot[1]) or "", template)


def _address(attributes: Mapping[str, str], name: str) -> str | None:
    value = html.unescape(attributes.get(name, "")).strip()
    value = f"https:{value}" if value.startswith("//") else value
    return quote(value, safe=_SAFE) if value.startswith(("http://", "https://")) else None
