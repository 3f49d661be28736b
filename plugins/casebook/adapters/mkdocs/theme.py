"""The theme's templates without its hidden folders, which nobody lists and which are most of it."""

import os
from functools import wraps

import jinja2
from mkdocs.theme import Theme


class ShownFiles(jinja2.FileSystemLoader):
    """Finds every template, and lists those outside of hidden folders.

    The host lists all files of the theme to copy them, and leaves out what is hidden; of
    Material's these are its icons, ten thousand files.
    """

    def list_templates(self) -> list[str]:
        """The paths of all shown files, each once."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, names, files in os.walk(top):
                names[:] = (name for name in names if not name.startswith("."))
                below = os.path.relpath(folder, top).replace(os.path.sep, "/")
                found.update(files if below == "." else (f"{below}/{name}" for name in files))
        return sorted(found)


def without_hidden_files(theme: Theme) -> None:
    """Let the theme list its shown files alone."""
    make = theme.get_env

    @wraps(make)
    def get_env() -> jinja2.Environment:
        env = make()
        env.loader = ShownFiles(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]  # the host asks nobody for a loader
