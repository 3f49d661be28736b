"""The pages of the volumes: one for each, and the archive that lists them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from casebook.model.ids import VolumeId
from casebook.text.excerpt import excerpt
from casebook.views.article_page import ArticleView
from casebook.views.articles import article_url
from casebook.views.page import Crumb, Page, case_url
from casebook.views.volume import Chapter, VolumeView
from casebook.views.volume_page import Download, VolumePage, VolumePart, VolumesView

VOLUMES: Final = "volumes/"
Phrase = Callable[..., str]


def volume_url(key: VolumeId) -> str:
    """The address of a volume.

    >>> volume_url(VolumeId("2025"))
    'volumes/2025/'
    """
    return f"{VOLUMES}{key}/"


def volume_pages(
    views: Sequence[VolumeView],
    downloads: Mapping[VolumeId, tuple[Download, ...]],
    phrase: Phrase,
) -> Iterator[Page]:
    """A page a volume."""
    for view in views:
        volume = view.volume
        parts = tuple(
            VolumePart(
                name=part.name,
                note=part.note,
                chapters=tuple(_line(one, phrase) for one in part.chapters),
            )
            for part in view.parts
        )
        yield Page(
            url=volume_url(volume.id),
            section="volumes",
            title=f"{volume.name} {volume.subtitle}".strip(),
            description=excerpt(volume.foreword),
            crumbs=(Crumb(phrase("section_volumes"), VOLUMES),),
            view=VolumePage(
                volume=volume,
                parts=parts,
                downloads=downloads.get(volume.id, ()),
                frozen=view.frozen,
            ),
            depends=frozenset(
                (
                    f"volume:{volume.id}",
                    *(f"case:{one.case.id}" for one in view.cases),
                    *(f"article:{one.article.id}" for one in view.articles),
                )
            ),
        )


def _line(chapter: Chapter, phrase: Phrase) -> tuple[str, str, str]:
    if not isinstance(chapter, ArticleView):
        unit = chapter.unit.label if chapter.unit else ""
        return (chapter.case.title, unit, case_url(chapter.case.id))
    shown, facts = chapter.entry, []
    if shown.issue and shown.issue_year:
        facts.append(phrase("issue_of_year", year=shown.issue_year, number=shown.issue))
    elif shown.issue:
        facts.append(phrase("issue_number", number=shown.issue))
    facts.append(f"{shown.day}")
    return (shown.title, "　".join(facts), article_url(shown.id))


def volume_archive(views: Sequence[VolumeView], phrase: Phrase) -> Page:
    """The page that lists every volume."""
    ordered = sorted(views, key=lambda view: view.volume.id, reverse=True)
    lines = tuple(
        (one.volume, volume_url(one.volume.id), len(one.cases), len(one.articles))
        for one in ordered
    )
    return Page(
        url=VOLUMES,
        section="volumes",
        title=phrase("section_volumes"),
        description="",
        crumbs=(),
        view=VolumesView(lines),
        depends=frozenset(f"volume:{one.volume.id}" for one in ordered),
    )
