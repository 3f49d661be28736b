"""The search box in the header of the theme, on every page of the site."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import jinja2

_STYLES: Final = "assets/casebook/casebook.css"


def put_box(
    env: jinja2.Environment,
    below: Sequence[str],
    styles: Iterable[object],
    phrase: Callable[..., str],
) -> None:
    """Let our header, which adds the box, reach that of the theme by the name `theme/`.

    `below` are the folders of templates that stand behind ours, `styles` the style sheets that
    the site loads: without ours among them its pages stay as they are.
    """
    env.globals["has_box"] = any(str(one) == _STYLES for one in styles)
    if env.loader is not None:
        theme = jinja2.PrefixLoader({"theme": jinja2.FileSystemLoader(below)})
        env.loader = jinja2.ChoiceLoader([env.loader, theme])
    env.globals["t"] = phrase
