"""The format that a library is written in, and the one that the program reads."""

from collections.abc import Iterator

from casebook.findings import Finding
from casebook.model.library import FORMAT, Site
from casebook.record import Places


def format_findings(site: Site, places: Places | None, least: int = FORMAT) -> Iterator[Finding]:
    """A format newer than the program's, or older than `least`.

    Silent where the settings could not be read or the number is none: that has its own finding.
    """
    if places is None or (site.format == 0 and "format" in places.fields):
        return
    params = {"value": f"{site.format}", "limit": f"{FORMAT}"}
    if site.format > FORMAT:
        yield Finding(code="CB801", at=places.at("format"), params=params)
    elif site.format < least:
        yield Finding(code="CB802", at=places.at("format"), params=params)
