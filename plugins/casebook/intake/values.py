"""Foreign keys to fields of a case: split, translated, and read by the shape of the field."""

from collections.abc import Iterator, Mapping

from casebook.intake.fields import FieldRule, ForeignMap
from casebook.intake.foreign import Foreign
from casebook.intake.journal import Journal, Tally
from casebook.intake.particulars import place_of
from casebook.model.shapes import Many
from casebook.parse.values import Reading
from casebook.record import Items, Node, Place, Scalar

Texts = tuple[str, ...]


def field_values(foreign: Foreign, rules: ForeignMap, journal: Journal) -> dict[str, Texts]:
    """The texts of each field that the file's own keys fill; what does not fit is left out."""
    given: dict[str, Texts] = {}
    for rule in rules.fields:
        entry = foreign.values.entries.get(rule.key)
        if entry is None:
            continue
        texts = tuple(_texts(rule, entry.value, foreign, rules, journal))
        given[rule.to] = (*given.get(rule.to, ()), *texts)
    return {
        name: texts for name, texts in given.items() if _fits(name, texts, foreign, rules, journal)
    }


def constant_values(rules: ForeignMap) -> Mapping[str, Texts]:
    """The texts of the fields that the mapping fills for every file."""
    values = {name: getattr(rules.constants, name) for name in rules.constants.__slots__}
    return {name: _written(value) for name, value in values.items() if value not in {None, "", ()}}


def count_unused(foreign: Foreign, rules: ForeignMap, journal: Journal) -> None:
    """Count the keys of a file that the mapping neither takes nor leaves out on purpose."""
    known = known_keys(rules) if foreign.values.entries else ()
    for key in foreign.values.entries:
        if key not in known:
            journal.count(Tally.KEY, key)


def known_keys(rules: ForeignMap) -> frozenset[str]:
    """Every foreign key that the mapping names."""
    fields = (rule.key for rule in rules.fields)
    titles = (rule.key for rule in rules.title)
    dates = (rule.key for rule in rules.date)
    issues = (rule.key for rule in rules.issue)
    path = (rules.index.key,) if rules.index else ()
    return frozenset((*fields, *titles, *dates, *issues, *path, *rules.ignore))


def _written(value: object) -> Texts:
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    return (str(value).lower() if isinstance(value, bool) else str(value),)


def _texts(
    rule: FieldRule, node: Node, foreign: Foreign, rules: ForeignMap, journal: Journal
) -> Iterator[str]:
    """The items of a value that the field takes, each in the words of this library."""
    words = {word.word: word.to for word in rule.words}
    for scalar in _scalars(node, rule, foreign, journal):
        for piece in _split(scalar.text, rule.split):
            if words and piece not in words:
                at = Place(foreign.path, scalar.line, scalar.column)
                journal.note("word", at, field=rule.to, value=piece)
                continue
            text = words.get(piece, piece)
            if _is_read(Scalar(text, scalar.line, scalar.column), rule, foreign, rules, journal):
                yield text


def _scalars(node: Node, rule: FieldRule, foreign: Foreign, journal: Journal) -> Iterator[Scalar]:
    for one in node.values if isinstance(node, Items) else (node,):
        if not isinstance(one, Scalar):
            at = Place(foreign.path, one.line, one.column)
            journal.note("nested", at, field=rule.to, key=rule.key)
        elif not one.is_empty:
            yield one


def _split(text: str, separators: Texts) -> list[str]:
    """The parts of a text between any of the separators.

    >>> _split("党建，服务、 夜校", ("，", "、"))
    ['党建', '服务', '夜校']
    """
    first, *others = separators or ("\0",)
    for other in others:
        text = text.replace(other, first)
    return [piece.strip() for piece in text.split(first) if piece.strip()]


def _is_read(
    scalar: Scalar, rule: FieldRule, foreign: Foreign, rules: ForeignMap, journal: Journal
) -> bool:
    """Whether the reader of submissions will take the value; if not, its finding is told."""
    shape = rules.table[rule.to].shape
    reading = Reading(foreign.path)
    value = reading.value(scalar, shape.of if isinstance(shape, Many) else shape, rule.to)
    journal.find(reading.findings)
    return value is not None


def _fits(name: str, texts: Texts, foreign: Foreign, rules: ForeignMap, journal: Journal) -> bool:
    """Whether a field has room for so many items; half of them would be a choice of ours."""
    shape = rules.table[name].shape
    most = shape.most if isinstance(shape, Many) else 1
    if len(texts) > most:
        journal.note("many", place_of(foreign, ""), field=name, count=str(len(texts)))
    return 0 < len(texts) <= most
