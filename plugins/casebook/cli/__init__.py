"""The command line: each module is one command, `main` is the door."""

from casebook.cli.main import main

__all__ = ["main"]
