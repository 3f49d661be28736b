"""`casebook serve`: a preview on this machine that follows every edit."""

from datetime import date

import click

from casebook.adapters.mkdocs.host import BrokenHostError
from casebook.adapters.mkdocs.serving import serve
from casebook.cli.common import (
    find_root,
    jobs_option,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.watching import stop_as_asked
from casebook.model.terms import Audience


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。"
)
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围：public 公开（默认），intranet 内部。",
)
@jobs_option
@root_option
@today_option
def serve_command(port: int, audience: str, jobs: int, root: str | None, today: date) -> None:
    """在本机预览，改动后自动刷新；只有本机能访问。"""
    folder = find_root(root)
    click.echo(words().phrase("serving", url=f"http://127.0.0.1:{port}/"), err=True)
    stop_as_asked()
    try:
        serve(
            folder,
            port,
            audience=Audience(audience),
            today=today,
            catalogue=words(),
            jobs=jobs,
        )
    except BrokenHostError as error:
        refuse("broken_mkdocs", why=error)
    except OSError as error:
        refuse("port_taken", port=port, why=error.strerror)
