"""A column has an address of its own, and invented ones have no place on a production site."""

from collections.abc import Iterator
from typing import Final

from casebook.findings import Finding
from casebook.model.ids import SLUG
from casebook.model.terms import Profile
from casebook.parse import Registers
from casebook.record import Place, Places

# What stands at the first level of every site already.
TAKEN: Final = frozenset(
    (
        "assets",
        "awards",
        "batches",
        "brands",
        "cases",
        "help",
        "home",
        "honours",
        "indicators",
        "library",
        "search",
        "standards",
        "targets",
        "units",
        "volumes",
    )
)


def column_findings(registers: Registers) -> Iterator[Finding]:
    """Columns whose name cannot be the beginning of an address, and samples in production."""
    for column in registers.columns.values():
        path = f"site_config/columns/{column.id}.yml"
        if not SLUG.fullmatch(column.id) or column.id in TAKEN:
            yield Finding(code="CB363", at=Place(path), params={"value": column.id})
        if column.sample and registers.site.profile is Profile.PRODUCTION:
            places = registers.places.get(path, Places(path, {}))
            yield Finding(code="CB405", at=places.at("sample"))
