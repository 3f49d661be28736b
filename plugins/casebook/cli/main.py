"""The door of the command line: commands by name, and a courteous word for every mistake."""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from casebook import __version__
from casebook.cli.adopt import adopt_command
from casebook.cli.build import build_command
from casebook.cli.check import check_command
from casebook.cli.common import REFUSED, words
from casebook.cli.compile import compile_command
from casebook.cli.explain import explain_command
from casebook.cli.export import export_command
from casebook.cli.init import init_command
from casebook.cli.migrate import migrate_command
from casebook.cli.new import new_group
from casebook.cli.serve import serve_command
from casebook.cli.stage import stage_command
from casebook.cli.stats import stats_command
from casebook.source.catalogue import LANGUAGES, read_catalogue
from casebook.text.suggestion import nearest


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="casebook %(version)s")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="zh", help="提示的语言。")
def casebook(lang: str) -> None:
    """典型案例库：从投稿到网站。"""
    del lang  # read from the context by whoever speaks


for _command in (
    init_command,
    new_group,
    check_command,
    explain_command,
    build_command,
    serve_command,
    compile_command,
    stage_command,
    adopt_command,
    migrate_command,
    export_command,
    stats_command,
):
    casebook.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end the process: 0 clean, 1 findings, 2 refused."""
    try:
        code = casebook.main(arguments, prog_name="casebook", standalone_mode=False)
    except click.UsageError as error:
        code = _tell(_usage(error))
    except click.ClickException as error:
        code = _tell(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        code = _tell(words().phrase("interrupted"))
    except BrokenPipeError:
        # The reader of the output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = REFUSED
    except OSError as error:
        path = error.filename or ""
        code = _tell(words().phrase("os_error", path=path, why=error.strerror or str(error)))
    except Exception as error:  # noqa: BLE001 (no traceback may reach a user)
        code = _tell(words().phrase("internal_error", kind=type(error).__name__))
        if os.environ.get("CASEBOOK_DEBUG"):
            traceback.print_exc()
    sys.exit(code if isinstance(code, int) else 0)


def _tell(message: str) -> int:
    click.echo(message.rstrip("\n"), err=True)
    return REFUSED


def _usage(error: click.UsageError) -> str:
    """What is wrong with the words of a command, in one sentence."""
    catalogue = read_catalogue()
    if isinstance(error, click.NoSuchOption):
        return catalogue.phrase("no_such_option", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return catalogue.phrase("missing_argument", name=name)
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else ""
        return catalogue.phrase("bad_argument", name=name)
    name = error.message.partition("'")[2].rpartition("'")[0]
    if "command" in error.message.lower() and name:
        meant = nearest(name, casebook.commands)
        key = "no_such_command_meant" if meant else "no_such_command"
        return catalogue.phrase(key, name=name, meant=meant)
    return catalogue.phrase("bad_usage")
