"""What stands around the texts of a volume: cover, imprint, contents, indexes, as plain data."""

from typing import Any, Final

from casebook.findings import Catalogue
from casebook.model.terms import Audience
from casebook.model.volume import Imprint, Volume
from casebook.press.index import by_pinyin
from casebook.render.articles import url_of
from casebook.text.ordinals import han
from casebook.views.volume import VolumeView, chapter_key

# Where a table is wider, it is printed as several, each with the first column.
MOST_COLUMNS: Final = 10
# The marks of a text that become a shape of their own in print.
_SHAPES: Final = ("subtitle", "byline", "summary", "note", "source", "colophon", "cb-alert")
_IMPRINT: Final = ("by", "publisher", "printer", "recipients", "permit", "isbn", "date", "copies")
_WORDS: Final = (
    "foreword",
    "contents",
    "board",
    "imprint",
    "units",
    "terms",
    "scan",
    "sample",
    "month",
    "part",
    "picture",
    "draft",
    "remarks",
    "number",
    "card",
)


def matter(view: VolumeView, site: str, catalogue: Catalogue) -> dict[str, Any]:
    """The data of a volume; every value is text, a number, or a list or table of such."""
    named = any(part.name for part in view.parts)
    return {
        **_head(view.volume, site, catalogue),
        "imprint": _imprint(view.volume.imprint, catalogue),
        "parts": [
            {
                "name": part.name,
                "note": _paragraphs(part.note),
                "chapters": [chapter_key(one.record) for one in part.chapters],
            }
            for part in view.parts
        ],
        "appendices": _appendices(view.volume, catalogue),
        "titles": {chapter_key(one.record): one.record.title for one in view.chapters},
        "inside": {url_of(one.record): chapter_key(one.record) for one in view.chapters},
        "addresses": addresses(view, site),
        "index-units": by_pinyin(view.units),
        "index-terms": by_pinyin(view.terms),
        "shift": 1 if named else 0,
        "depth": 2 if named else 1,
        "top_head": 0 if named else 1,
        "most_columns": MOST_COLUMNS,
        "shapes": dict.fromkeys(_SHAPES, True),
        "words": {key: catalogue.phrases[f"volume_{key}"] for key in _WORDS},
    }


def addresses(view: VolumeView, site: str) -> dict[str, str]:
    """The page of each text for everybody, by its key, where it has one."""
    if not site or view.volume.readers is not Audience.PUBLIC:
        return {}
    return {chapter_key(one.record): site + url_of(one.record) for one in view.chapters}


def _head(volume: Volume, site: str, catalogue: Catalogue) -> dict[str, Any]:
    """What the volume says of itself; what is not for everybody bears its mark."""
    is_public = volume.readers is Audience.PUBLIC
    day = volume.imprint.date
    return {
        "title": volume.name,
        "subtitle": volume.subtitle,
        "layout": str(volume.layout),
        "by": volume.imprint.by,
        "date": day.isoformat() if day else "",
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "internal": "" if is_public else catalogue.phrase("volume_internal"),
        "sample": volume.sample,
        "site": site if is_public else "",
        "board": [[post.role, "　".join(post.names)] for post in volume.board],
        "foreword": _paragraphs(volume.foreword),
    }


def _imprint(imprint: Imprint, catalogue: Catalogue) -> list[list[str]]:
    given = {name: getattr(imprint, name) for name in _IMPRINT}
    return [
        [catalogue.label(f"imprint.{name}"), str(value)] for name, value in given.items() if value
    ]


def _appendices(volume: Volume, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each with its title; one that stands alone has no number."""
    is_one = len(volume.appendices) == 1
    return [
        {
            "title": f"{catalogue.phrase('volume_appendix', number='' if is_one else han(row))}"
            f"　{one.name}",
            "text": _paragraphs(one.text),
        }
        for row, one in enumerate(volume.appendices, start=1)
    ]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
