"""`casebook stage`: the library as plain Markdown, for any other engine."""

from datetime import date
from pathlib import Path

import click

from casebook import app
from casebook.adapters.mkdocs import host
from casebook.adapters.mkdocs.place import UnfitOutputError
from casebook.cli.common import CLEAN, FOUND, find_root, refuse, root_option, today_option, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings.report import summary_line, text_report
from casebook.model.terms import Audience
from casebook.press.volumes import printed_views
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError
from casebook.publish.near import near
from casebook.publish.output import AddressTakenError
from casebook.publish.staging import MARK, Stage
from casebook.render.staged import Hosted
from casebook.source.catalogue import read_catalogue


@click.command("stage")
@click.argument("target", metavar="DIR")
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围，默认 public：不含任何内部内容。",
)
@root_option
@today_option
@click.pass_context
def stage_command(
    context: click.Context, target: str, audience: str, root: str | None, today: date
) -> None:
    """把案例库写成普通的 Markdown 文件，供别的网站程序使用。

    DIR 必须不存在、为空，或是以前写出的；写完并核对没有内部内容之后整个替换。
    """
    folder = find_root(root)
    try:
        hosted = host.hosted(folder, Path(target))
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)
    except UnfitOutputError as error:
        refuse(f"output_{error}", path=target)
    with Progress(words()) as progress:
        loaded = load(folder, today, progress, hosted.content)
    if loaded.is_lost:
        click.echo(text_report(loaded.findings, words()), nl=False, err=True)
        refuse("nothing_left", count=len(loaded.records))
    changed = _exchange(loaded, Audience(audience), hosted, Path(target))
    click.echo(text_report(loaded.findings, words()), nl=False, err=True)
    click.echo(summary_line(loaded.findings, loaded.submissions, words()), err=True)
    click.echo(words().phrase("staged" if changed else "staged_same", path=target))
    context.exit(FOUND if loaded.has_errors else CLEAN)


def _exchange(loaded: app.Loaded, audience: Audience, hosted: Hosted, target: Path) -> bool:
    """Write the stage beside its place and exchange it; whether anything differed."""
    shown = loaded if hosted.has_columns else app.without_columns(loaded)
    edition = app.edition(shown, audience)
    catalogue = read_catalogue()
    stage = Stage(
        root=loaded.root,
        library=edition.library,
        whole=edition.whole,
        bodies=edition.bodies,
        near=near(edition.library, edition.bodies, edition.means),
        hosted=hosted,
        catalogue=catalogue,
        barred=loaded.barred(hosted.content),
        texts=edition.article_bodies,
        volumes=printed_views(edition, catalogue),
    )
    generations = Generations(target, (MARK,))
    try:
        with generations.locked():
            output = generations.output()
            if leaks := stage.write(output):
                click.echo(text_report(leaks, words()), nl=False, err=True)
                refuse("stage_leaks", count=len(leaks))
            return generations.exchange(output)
    except OutputForeignError:
        refuse("stage_foreign", path=target)
    except OutputBusyError:
        refuse("output_busy", path=target)
    except AddressTakenError as error:
        refuse("address_taken", path=error)
