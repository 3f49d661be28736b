"""The search of a library for one audience, on this machine: composed from its rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casebook import app
from casebook.findings import Catalogue
from casebook.model.terms import Audience
from casebook.retrieval.api import Api
from casebook.retrieval.folder import folder_of
from casebook.retrieval.kept import KeptEngine
from casebook.search.document import Collection
from casebook.source.stamp import stamp
from casebook.source.today import today_in_shanghai


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What an index is made of: a library's folder, that of its pages, the day; how to read it."""

    root: Path
    content: str
    today: Callable[[], date]
    load: Callable[[], app.Loaded]

    def state(self) -> str:
        """What changes with anything in the sources, and with the day."""
        return f"{self.today().isoformat()} {stamp(self.root, self.content)}"


def engine(sources: Sources, audience: Audience, catalogue: Catalogue) -> KeptEngine:
    """The engine of a library behind the gate of an audience; it is read only when that is due."""

    def collection() -> Collection:
        made = app.edition(sources.load(), audience)
        return Collection(made.library, made.bodies, made.article_bodies)

    folder = folder_of(sources.root, str(audience))
    return KeptEngine(folder, collection, sources.state, catalogue.phrase("search_record_case"))


def api(  # noqa: PLR0913 (what a preview knows of its site)
    root: Path,
    content: str,
    audience: Audience,
    catalogue: Catalogue,
    *,
    has_columns: bool,
    epoch: str | None,
) -> Api:
    """The search of an edition for a server on this machine; of today, or of an epoch's day."""

    def today() -> date:
        return today_in_shanghai(epoch)

    def load() -> app.Loaded:
        made = app.load(root, today(), catalogue, content=content)
        return made if has_columns else app.without_columns(made)

    sources = Sources(root=root, content=content, today=today, load=load)
    return Api(engine(sources, audience, catalogue), catalogue.phrase)
