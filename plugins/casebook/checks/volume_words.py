"""What an editor writes in a volume tells nothing that its readers may not know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.audience.secrets import (
    Secret,
    open_settings,
    open_strings,
    own_words,
    withheld_lines,
    withheld_values,
)
from casebook.checks.registers import places_of
from casebook.findings import Finding
from casebook.model.library import Library
from casebook.model.terms import Audience
from casebook.record import Places


def volume_word_findings(
    library: Library, known: Mapping[Audience, Library], registers: Mapping[str, Places]
) -> Iterator[Finding]:
    """What the leak scan would find in the words of each volume; `known` is what readers may know.

    The place is that of the words, and a report names the record they tell of, never the value.
    """
    for audience, gated in known.items():
        volumes = [one for one in library.volumes.values() if one.readers is audience]
        words = {one.id: tuple(own_words(one)) for one in volumes}
        every = "\n".join(text for some in words.values() for _, text in some)
        secrets = list(_told(every, library, gated))
        for volume in volumes:
            places = places_of(registers, f"volumes/{volume.id}")
            yield from _found(words[volume.id], secrets, places)


def _told(words: str, whole: Library, gated: Library) -> Iterator[Secret]:
    """What stands in some words and is not public by itself."""
    values = [one for one in withheld_values(whole, gated) if one.text in words]
    lines = [one for one in withheld_lines(whole, gated) if one.text in words]
    if not (values or lines):
        return
    settings = "\n".join(open_settings(gated))
    yield from (one for one in values if one.text not in settings)
    published = [settings, *("\n".join(open_strings(one)) for one in gated.records)]
    yield from (one for one in lines if not any(one.text in text for text in published))


def _found(
    words: Iterable[tuple[str, str]], secrets: Sequence[Secret], places: Places
) -> Iterator[Finding]:
    for field, text in words:
        # A record may hold a value twice, and two of its lines may be told.
        told = {(one.path, one.field): None for one in secrets if one.text in text}
        for path, other in told:
            params = {"field": field, "target": path, "other": other}
            yield Finding(code="CB946", at=places.at(field), params=params)
