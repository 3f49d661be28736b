"""The search box in the header of the theme, on every page of the site."""

from collections.abc import Callable, Sequence

import jinja2


def put_box(env: jinja2.Environment, below: Sequence[str], phrase: Callable[..., str]) -> None:
    """Let our header, which adds the box, reach that of the theme by the name `theme/`.

    `below` are the folders of templates that stand behind ours.
    """
    if env.loader is not None:
        theme = jinja2.PrefixLoader({"theme": jinja2.FileSystemLoader(below)})
        env.loader = jinja2.ChoiceLoader([env.loader, theme])
    env.globals["t"] = phrase
