"""A volume as plain data: its parts, each text with the names behind its ids, its indexes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.model.article import Article
from casebook.model.body import NO_BODY, Body
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.model.selecting import printed
from casebook.model.volume import Volume
from casebook.views.article_page import ArticleView
from casebook.views.case import case_page
from casebook.views.columns import article_view
from casebook.views.dividing import Record, divided
from casebook.views.mentions import Mentions
from casebook.views.page import CaseView
from casebook.views.since import FrozenView, frozen_views

Chapter = CaseView | ArticleView
# By the id of a case or of an article.
Texts = Mapping[Any, Body]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part and its texts in order; a volume without parts has one without a name."""

    name: str
    note: str = ""
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A heading of an index, and the keys of the texts whose first pages it gives."""

    name: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeView:
    """A volume as it is printed; indexes are in the order of the registers, not yet sorted."""

    volume: Volume
    parts: tuple[PartView, ...]
    units: tuple[IndexLine, ...]
    terms: tuple[IndexLine, ...]
    frozen: tuple[FrozenView, ...] = ()

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every case and article, in the order of print."""
        return tuple(one for part in self.parts for one in part.chapters)

    @property
    def cases(self) -> tuple[CaseView, ...]:
        """Every case, in the order of print."""
        return tuple(one for one in self.chapters if isinstance(one, CaseView))

    @property
    def articles(self) -> tuple[ArticleView, ...]:
        """Every article, in the order of print."""
        return tuple(one for one in self.chapters if isinstance(one, ArticleView))


def chapter_key(record: Record) -> str:
    """The name of a case or an article in the files and labels of a volume.

    >>> from casebook.model.article import Article, ArticleId
    >>> chapter_key(Article(id=ArticleId("vanguard/2025-0007"), title="", path=""))
    'vanguard-2025-0007'
    """
    return record.id.replace("/", "-")


def volume_view(
    volume: Volume, library: Library, bodies: Texts, phrase: Callable[..., str]
) -> VolumeView:
    """What a volume prints of a gated library; `bodies` are those of cases and articles alike."""
    mentions = Mentions(library)

    def seen(record: Record) -> Chapter:
        body = bodies.get(record.id)
        if isinstance(record, Article):
            return article_view(record, body or NO_BODY, library, mentions)
        view = case_page(record, body, library, phrase).view
        if not isinstance(view, CaseView):
            raise TypeError(view)
        return view

    records = printed(volume, library)
    parts = tuple(
        PartView(name=name, note=note, chapters=tuple(seen(record) for record in members))
        for name, note, members in divided(volume, records, library, phrase)
    )
    terms = {**library.themes, **library.scenes}
    return VolumeView(
        volume=volume,
        parts=parts,
        units=tuple(_index(library.units, records, lambda record: (record.unit,))),
        terms=tuple(_index(terms, records, _terms)),
        frozen=frozen_views(volume, library, bodies),
    )


def _terms(record: Record) -> Sequence[object]:
    return (*record.themes, *record.scenes) if isinstance(record, Case) else record.themes


def _index(
    rows: Mapping[Any, Any],
    records: Sequence[Record],
    values: Callable[[Record], Sequence[object]],
) -> Iterator[IndexLine]:
    for key, row in rows.items():
        if found := tuple(chapter_key(one) for one in records if key in values(one)):
            yield IndexLine(row.name, found)
