"""`casebook export --wechat`: one case or article to paste into an official account."""

import posixpath
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from casebook import app
from casebook.cli.common import refuse, words
from casebook.model.article import Article
from casebook.model.case import Case
from casebook.model.library import Library
from casebook.render.articles import Articles
from casebook.render.images import clean_image
from casebook.render.links import Addresses
from casebook.render.wechat import Pasted, wechat_html
from casebook.source.catalogue import read_catalogue
from casebook.source.files import IMAGE_KINDS
from casebook.source.opening import opened
from casebook.source.writing import write_whole


def export_wechat(edition: app.Edition, name: str) -> None:
    """Write the HTML of a record that the edition holds, and its pictures into a folder beside.

    Both are named by the record and stand in the folder of the call, where nothing is replaced.
    """
    record = next((one for one in edition.library.records if one.id == name), None)
    if record is None or not record.title:
        refuse("wechat_unknown", name=name)
    if not record.markdown:
        refuse("wechat_no_text", name=name)
    pasted = _pasted(edition, record)
    images = _images(edition, record, pasted)
    file = Path(f"{record.id.replace('/', '-')}.html")
    for path in (file, _folder_of(file)):
        if path.exists():
            refuse("wechat_exists", path=path)
    write_whole(file, pasted.html.encode())
    if not pasted.images:
        click.echo(words().phrase("wechat_plain", path=file))
        return
    click.echo(words().phrase("wechat_written", path=file, count=len(pasted.images)))
    if images:
        _folder_of(file).mkdir()
    for image, data in images.items():
        (_folder_of(file) / image).write_bytes(data)
        click.echo(f"  {_folder_of(file) / image}")


def _pasted(edition: app.Edition, record: Case | Article) -> Pasted:
    articles = Articles(
        library=edition.library,
        bodies=dict(chain(edition.bodies.items(), edition.article_bodies.items())),
        catalogue=read_catalogue(),
        addresses=Addresses("", {}),
    )

    def where(number: int, alt: str) -> str:
        return words().phrase("wechat_image", number=number, words=alt)

    notes = _notes(record, edition.library)
    return wechat_html(record.title, articles.body_of(record), notes, where)


def _images(edition: app.Edition, record: Case | Article, pasted: Pasted) -> dict[str, bytes]:
    """The pictures, cleaned as they are for the site and numbered by their place in the text.

    Raises ChangedFileError for one that is not as it was checked.
    """
    beside = posixpath.dirname(record.path)
    found: dict[str, bytes] = {}
    for number, name in enumerate(pasted.images, start=1):
        file = record.file(name)
        if file is not None and file.kind in IMAGE_KINDS.values():
            with opened(edition.root, f"{beside}/{name}") as stream:
                found[f"{number:02}-{name}"] = clean_image(stream.read(), file.kind)
    return found


def _folder_of(file: Path) -> Path:
    return file.with_name(f"{file.stem}-images")


def _notes(record: Case | Article, library: Library) -> Iterator[str]:
    """What a reader has to know of a text besides its words: whence it is, and what was amended.

    It is in Chinese, whatever language the command speaks.
    """
    phrase = read_catalogue().phrase
    yield phrase("wechat_source", source=_source(record, library))
    if record.date:
        yield phrase("wechat_date", date=record.date)
    if record.sample:
        yield phrase("sample_article_note" if isinstance(record, Article) else "sample_note")
    for one in record.errata:
        yield phrase("wechat_erratum", date=one.date, note=one.note)


def _source(record: Case | Article, library: Library) -> str:
    """Where a text stood first."""
    if isinstance(record, Article):
        return record.source or record.medium or library.columns[record.column].name
    unit = library.units.get(record.unit) if record.unit else None
    return record.source or (unit.name if unit else library.site.name)
