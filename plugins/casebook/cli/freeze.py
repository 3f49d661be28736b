"""`casebook freeze`: a volume compiled and kept as an edition, with the sources it was made of."""

import json
from datetime import date
from pathlib import Path

import click

from casebook.adapters.mkdocs import host
from casebook.cli.common import (
    find_root,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.compile import compiled
from casebook.cli.pressing import Desk, fonts_of, standing
from casebook.model.body import Texts
from casebook.model.frozen import Frozen
from casebook.model.volume import Format, Volume
from casebook.press import shelf
from casebook.press.freezing import as_text, made_of, pack
from casebook.source.frozen import EDITIONS
from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES
from casebook.source.writing import write_whole


@click.command("freeze")
@click.argument("name", metavar="VOLUME")
@click.option("--fonts", "folder", metavar="DIR", help="另外到这个文件夹里找字体。")
@root_option
@today_option
@click.pass_context
def freeze_command(
    context: click.Context, name: str, *, folder: str | None, root: str | None, today: date
) -> None:
    """把一卷汇编定稿：编成三种格式，连同源文件、工具和字体的版本存进 editions/。

    定稿以后案例和文章有改动的，案例页、文章页和汇编页会说明改了什么。
    """
    base = find_root(root)
    desk = Desk(base, today)
    work = desk.manuscript(*desk.named([name]))
    volume = work.view.volume
    if (base / EDITIONS).is_symlink():
        refuse("volume_linked", path=base / EDITIONS)
    fonts = fonts_of(base, folder)
    desk.review(work, fonts)
    said = compiled(base, work, list(Format), fonts, today, draft=False)
    files = _files(shelf.place(base, volume), volume)
    bodies = Texts(desk.loaded.bodies, desk.loaded.article_bodies)
    card = made_of(work, bodies, files, fonts, volume.imprint.date or today)
    before = [one for one in desk.loaded.whole.frozen if one.volume == volume.id]
    if before and _is_same(base, before[-1], card):
        click.echo(words().phrase("frozen_same", number=before[-1].number))
        context.exit(standing(desk.loaded))
    number = 1 + max((one.number for one in before), default=0)
    sources = pack(base, _settings(base), (CASES, host.press(base).content, SETTINGS), today)
    path = _keep(base, volume, {**card, "number": number, "day": today.isoformat()}, sources)
    click.echo(said)
    told = {"number": number, "path": path, "count": len(work.view.chapters)}
    click.echo(words().phrase("frozen_done", **told))
    context.exit(standing(desk.loaded))


def _files(folder: Path, volume: Volume) -> dict[str, bytes]:
    names = [f"{volume.id}.{kind}" for kind in Format]
    return {one: (folder / one).read_bytes() for one in names}


def _settings(root: Path) -> tuple[str, ...]:
    """The files of the site's settings, or an end where one of them lies elsewhere."""
    try:
        return host.config_files(root)
    except host.BrokenHostError as error:
        refuse("frozen_inherits", path=error)


def _is_same(root: Path, last: Frozen, card: dict[str, object]) -> bool:
    """Whether the files are those of the last edition, byte for byte."""
    path = _card(root, last.volume, last.number)
    return bool(json.loads(path.read_text("utf-8")).get("files") == card["files"])


def _card(root: Path, volume: str, number: int) -> Path:
    return root / EDITIONS / f"{volume}-{number}.json"


def _keep(root: Path, volume: Volume, card: dict[str, object], sources: bytes) -> Path:
    """Put the pack beside its card, the card last; an edition that is there is never replaced.

    With its card it is one: a pack without was left by a run that was broken off.
    """
    path = _card(root, volume.id, int(str(card["number"])))
    target = path.with_suffix(".zip")
    path.parent.mkdir(exist_ok=True)
    if path.exists() or path.is_symlink():
        refuse("volume_foreign", path=path)
    write_whole(target, sources)
    write_whole(path, as_text(card).encode())
    return target
