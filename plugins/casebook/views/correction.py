"""How readers of a case tell the office of a mistake."""

from dataclasses import dataclass
from urllib.parse import quote

from casebook.model.case import Case
from casebook.model.library import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Where a correction goes: a form or a letter that knows the case, and whom to ask.

    `url` is the address of the page that is written about.
    """

    link: str
    contact: str
    url: str

    @property
    def is_mail(self) -> bool:
        """Whether the link opens a letter."""
        return self.link.startswith("mailto:")


def correction(case: Case, site: Site, url: str) -> Correction | None:
    """The way of corrections of this site, or None where it has none.

    >>> from casebook.model.ids import CaseId
    >>> case = Case(id=CaseId("2025-0007"), title="甲&乙", path="")
    >>> correction(case, Site(corrections="https://a.example/?t={id}+{title}"), "u").link
    'https://a.example/?t=2025-0007+%E7%94%B2%26%E4%B9%99'
    """
    if not (site.corrections or site.contact):
        return None
    link = site.corrections
    for slot, value in (("{id}", case.id), ("{title}", case.title), ("{url}", url)):
        link = link.replace(slot, quote(value, safe=""))
    return Correction(link=link, contact=site.contact, url=url)
