"""A mapping file to a typed record, or to every finding about it at once."""

from collections.abc import Iterator
from typing import Any

from casebook.findings import CODES, Finding, Severity
from casebook.intake.days import FORMAT_WORDS, lacks, unknown_words
from casebook.intake.fields import DateTake, ForeignMap, TitleTake
from casebook.intake.tables import ARTICLE_MAPPING, MAPPING
from casebook.parse.values import Reading
from casebook.record import Places
from casebook.source.front_matter import read_settings

# What a reader warns of and still reads; everything else in a mapping must be put right,
# since a key that nobody knows would be passed over without a word.
_HARMLESS = frozenset(("CB010", "CB011", "CB108"))


def read_mapping(
    data: bytes, path: str, column: str = ""
) -> tuple[ForeignMap | None, list[Finding]]:
    """The mapping in the bytes of a YAML file, or None; and what is wrong with it.

    With a column it is one for articles.
    """
    record, findings = read_settings(data, path)
    if record is None:
        return None, findings
    reading = Reading(path)
    values = reading.table(record.values, ARTICLE_MAPPING if column else MAPPING)
    findings += reading.findings
    findings += _rule_findings(values, Places(path, reading.places))
    if any(_is_broken(finding) for finding in findings):
        return None, findings
    return ForeignMap(**values, column=column), findings


def _is_broken(finding: Finding) -> bool:
    return CODES[finding.code] is Severity.ERROR or finding.code not in _HARMLESS


def _rule_findings(values: dict[str, Any], places: Places) -> Iterator[Finding]:
    """What the shapes of single fields cannot tell."""
    for index, rule in enumerate(values.get("title", ())):
        if rule.take is TitleTake.FRONT and not rule.key:
            yield _missing(places, f"title.{index}", "key")
    yield from _issue_findings(values, places)
    for index, rule in enumerate(values.get("date", ())):
        name = f"date.{index}"
        if rule.take is DateTake.FRONT and not rule.key:
            yield _missing(places, name, "key")
        for number, form in enumerate(rule.formats):
            if unknown_words(form):
                yield _unfit(places, f"{name}.formats.{number}", form, "、".join(FORMAT_WORDS))
        for part in lacks(rule):
            yield _missing(places, name, part)
    if (rule := values.get("id")) and not (rule.year == "date" or _is_year(rule.year)):
        yield _unfit(places, "id.year", rule.year, "date、2025")


def _issue_findings(values: dict[str, Any], places: Places) -> Iterator[Finding]:
    for index, rule in enumerate(values.get("issue", ())):
        name = f"issue.{index}"
        if rule.take is TitleTake.FRONT and not rule.key:
            yield _missing(places, name, "key")
        for number, form in enumerate(rule.formats):
            if form.count("%n") != 1:
                yield _unfit(places, f"{name}.formats.{number}", form, "第%n期")


def _is_year(text: str) -> bool:
    return len(text) == len("2025") and text.isascii() and text.isdecimal()


def _missing(places: Places, name: str, field: str) -> Finding:
    return Finding(code="CB101", at=places.at(name), params={"field": f"{name}.{field}"})


def _unfit(places: Places, name: str, value: str, known: str) -> Finding:
    params = {"field": name, "value": value, "known": known}
    return Finding(code="CB106", at=places.at(name), params=params)
