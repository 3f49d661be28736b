"""The door of the command line: commands by name, and a courteous word for every mistake."""

import gc
import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Final

import click

from casebook import __version__
from casebook.cli.common import REFUSED, shown, words
from casebook.source.catalogue import LANGUAGES, read_catalogue
from casebook.source.opening import ChangedFileError
from casebook.text.suggestion import nearest

_RECORDS_BETWEEN_SWEEPS: Final = 1_000_000


# In the order of a day's work; each is imported when it is called, so that it starts at once.
_COMMANDS: Final = {
    "init": "init_command",
    "new": "new_group",
    "form": "form_command",
    "import": "import_command",
    "receipt": "receipt_command",
    "check": "check_command",
    "explain": "explain_command",
    "build": "build_command",
    "search": "search_command",
    "serve": "serve_command",
    "compile": "compile_command",
    "freeze": "freeze_command",
    "offprint": "offprint_command",
    "stage": "stage_command",
    "adopt": "adopt_command",
    "migrate": "migrate_command",
    "export": "export_command",
    "stats": "stats_command",
    "duplicates": "duplicates_command",
}


class _Commands(click.Group):
    """The commands by name; each lives in the module of its name."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        # A module cannot bear a word of the language.
        module = import_module(f"casebook.cli.{name}{'_' * iskeyword(name)}")
        command: click.Command = getattr(module, _COMMANDS[name])
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="casebook %(version)s")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="zh", help="提示的语言。")
def casebook(lang: str) -> None:
    """典型案例库：从投稿到网站。"""
    del lang  # read from the context by whoever speaks


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end the process: 0 clean, 1 findings, 2 refused."""
    _set_up()
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
    except ChangedFileError as error:
        code = _tell(words().phrase("file_changed", path=shown(error.filename)))
    except OSError as error:
        path = shown(error.filename or "")
        code = _tell(words().phrase("os_error", path=path, why=error.strerror or str(error)))
    except MemoryError:
        code = _tell(words().phrase("memory_out"))
    except Exception as error:  # noqa: BLE001 (no traceback may reach a user)
        code = _tell(words().phrase("internal_error", kind=type(error).__name__))
        if os.environ.get("CASEBOOK_DEBUG"):
            traceback.print_exc()
    sys.exit(code if isinstance(code, int) else 0)


def _set_up() -> None:
    # A library is a great many small records without circles; Python need not look for them often.
    gc.set_threshold(_RECORDS_BETWEEN_SWEEPS)
    # Whoever ends the program gives it the time to clear its folders away, as with Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _print_what_is_no_text()


def _print_what_is_no_text() -> None:
    """Let a path be told whose bytes are no text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


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
        meant = nearest(name, _COMMANDS)
        key = "no_such_command_meant" if meant else "no_such_command"
        return catalogue.phrase(key, name=name, meant=meant)
    return catalogue.phrase("bad_usage")
