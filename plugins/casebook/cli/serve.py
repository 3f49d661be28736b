"""`casebook serve`: a preview on this machine that follows every edit."""

import click

from casebook.adapters.mkdocs import host
from casebook.cli.common import find_root, refuse, root_option, words


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。"
)
@root_option
def serve_command(port: int, root: str | None) -> None:
    """在本机预览，改动后自动刷新；只有本机能访问。"""
    folder = find_root(root)
    click.echo(words().phrase("serving", url=f"http://127.0.0.1:{port}/"), err=True)
    try:
        host.serve(folder, port)
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)
