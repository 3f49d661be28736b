"""Articles as plain Markdown that every engine shows alike."""

from casebook.render.plain.blocks import to_markdown

__all__ = ["to_markdown"]
