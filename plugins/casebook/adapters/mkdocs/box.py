"""Our templates among those of the theme: the search box in its header, on every page."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import jinja2
from mkdocs.config.defaults import MkDocsConfig

_TEMPLATES: Final = str(Path(__file__).parent / "templates")
_STYLES: Final = "assets/casebook/casebook.css"


def put_templates(config: MkDocsConfig) -> None:
    """Put our templates before those of the theme and behind those of the site."""
    if _TEMPLATES not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, _TEMPLATES)


def put_box(env: jinja2.Environment, config: MkDocsConfig, phrase: Callable[..., str]) -> None:
    """Let our header, which adds the box, reach that of the theme by the name `theme/`.

    A site that does not load our styles keeps its pages as they are; one without a library has
    none of our templates.
    """
    dirs = config.theme.dirs
    if _TEMPLATES not in dirs:
        return
    env.globals["has_box"] = any(str(one) == _STYLES for one in config.extra_css)
    if env.loader is not None:
        below = dirs[dirs.index(_TEMPLATES) + 1 :]
        theme = jinja2.PrefixLoader({"theme": jinja2.FileSystemLoader(below)})
        env.loader = jinja2.ChoiceLoader([env.loader, theme])
    env.globals["t"] = phrase
