"""The host's server around a preview, from the command line of casebook."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from casebook import app
from casebook.adapters.mkdocs.host import PLUGIN, build, places, read_config
from casebook.adapters.mkdocs.host_files import content_folder
from casebook.adapters.mkdocs.library import LibraryPlugin
from casebook.adapters.mkdocs.preview import LOOPBACK, Preview, Server
from casebook.findings import Catalogue, Finding
from casebook.model.terms import Audience
from casebook.publish import cache
from casebook.publish.tables import Means


def serve(  # noqa: PLR0913 (what a command may choose)
    root: Path, port: int, *, audience: Audience, today: date, catalogue: Catalogue, jobs: int
) -> None:
    """Serve a preview on the loopback address until interrupted; raises BrokenHostError.

    It is built in a folder that only this user can read, and that goes with it. OSError where
    the port cannot be had.
    """
    config = read_config(root)
    if isinstance(plugin := config.plugins.get(PLUGIN), LibraryPlugin):
        plugin.config.audience = str(audience)
    mount = urlsplit(config.site_url or "/").path or "/"
    with (
        TemporaryDirectory(prefix="casebook-") as folder,
        cache.opened(cache.folder_of(root)) as entries,
        suppress(KeyboardInterrupt),
    ):
        preview = Preview(
            root=root,
            content=content_folder(config),
            audience=audience,
            today=today,
            catalogue=catalogue,
            build=partial(_built, audience, f"http://{LOOPBACK}:{port}{mount}"),
            means=Means(entries, jobs),
        )
        server = Server(preview, Path(folder) / "site", port, mount)
        config.plugins.on_serve(server, config=config, builder=server.rebuild)
        _run(server, filter(Path.exists, places(config, root)))


def _built(audience: Audience, address: str, loaded: app.Loaded, folder: Path) -> Sequence[Finding]:
    """What only the finished site shows, which is made in a folder."""
    return build(loaded, audience, folder, app.silent, address=address).findings


def _run(server: Server, watched: Iterable[Path]) -> None:
    for path in watched:
        server.watch(str(path))
    server.rebuild()
    try:
        server.serve()  # type: ignore[no-untyped-call]  # the host's own gap
    finally:
        server.shutdown()
