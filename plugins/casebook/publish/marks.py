"""What stands for the things that a page shows, so that one known page need not be made again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Final

from casebook.model.article import ArticleId
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.publish.bodies import Bodies
from casebook.publish.cache import digest
from casebook.render.links import Target
from casebook.render.markup import MENTION

_FACTS: Final = attrgetter(*(one.name for one in fields(Case) if one.name != "markdown"))


class Marks(dict[str, bytes]):
    """A hash of each thing that `Page.depends` names, in one gated library; `leads` is the site's.

    Registers, settings, editions and the day count in every key: a change to them is rare, and
    then each page is looked at anew.
    """

    def __init__(
        self,
        library: Library,
        bodies: Bodies,
        leads: Callable[[str], Target | None],
        version: bytes,
    ) -> None:
        super().__init__()
        self._library, self._bodies = library, bodies
        self._around = digest(version, *library.registers, library.frozen)
        self._kinds: Mapping[str, Callable[[str], bytes]] = {
            "case": lambda key: self._case(CaseId(key)),
            "moves": lambda key: digest(library.moves.get(CaseId(key))),
            "article": lambda key: digest(library.articles.get(ArticleId(key))),
            "path": lambda key: digest(leads(key)),
            "mention": lambda key: digest(leads(f"{MENTION}{key}|")),
        }

    def __missing__(self, name: str) -> bytes:
        kind, _, key = name.partition(":")
        self[name] = mark = self._kinds[kind](key) if kind in self._kinds else b""
        return mark

    def key(self, url: str, depends: Iterable[str]) -> bytes:
        """What stands for a page while it shows the same things, and they are the same."""
        return digest(self._around, url, [(name, self[name]) for name in sorted(depends)])

    def _case(self, case_id: CaseId) -> bytes:
        case = self._library.cases.get(case_id)
        if case is None:
            return b""
        # The text counts by the key of its source, where there is one: it is the most of a case.
        source = self._bodies.key(case_id) if case.markdown else b""
        return digest(source, _FACTS(case)) if source else digest(case)
