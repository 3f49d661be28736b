"""The pages of the volumes: one for each, and the archive that lists them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from casebook.model.ids import VolumeId
from casebook.text.excerpt import excerpt
from casebook.views.page import Crumb, Page, case_url
from casebook.views.volume import VolumeView
from casebook.views.volume_page import Download, VolumePage, VolumePart, VolumesView

VOLUMES: Final = "volumes/"


def volume_url(key: VolumeId) -> str:
    """The address of a volume.

    >>> volume_url(VolumeId("2025"))
    'volumes/2025/'
    """
    return f"{VOLUMES}{key}/"


def volume_pages(
    views: Sequence[VolumeView],
    downloads: Mapping[VolumeId, tuple[Download, ...]],
    phrase: Callable[..., str],
) -> Iterator[Page]:
    """A page a volume."""
    for view in views:
        volume = view.volume
        parts = tuple(
            VolumePart(
                name=part.name,
                note=part.note,
                cases=tuple(
                    (one.case.title, one.unit.label if one.unit else "", case_url(one.case.id))
                    for one in part.cases
                ),
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
                (f"volume:{volume.id}", *(f"case:{one.case.id}" for one in view.cases))
            ),
        )


def volume_archive(views: Sequence[VolumeView], phrase: Callable[..., str]) -> Page:
    """The page that lists every volume."""
    ordered = sorted(views, key=lambda view: view.volume.id, reverse=True)
    lines = tuple((one.volume, volume_url(one.volume.id), len(one.cases)) for one in ordered)
    return Page(
        url=VOLUMES,
        section="volumes",
        title=phrase("section_volumes"),
        description="",
        crumbs=(),
        view=VolumesView(lines),
        depends=frozenset(f"volume:{one.volume.id}" for one in ordered),
    )
