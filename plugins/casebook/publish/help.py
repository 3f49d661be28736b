"""The help that every edition brings along, whatever its library holds."""

from collections.abc import Iterator, Mapping

from casebook.findings import Catalogue
from casebook.model.library import Library
from casebook.render.markdown import body
from casebook.source.help import read_examples, read_guides, read_sample
from casebook.views import Page, code_pages, help_stubs, help_text


def help_fillings(library: Library, catalogue: Catalogue) -> Mapping[str, Page]:
    """What fills the hand-written help pages, or stands where there are none."""
    guides = {
        name: body(text, f"help/{name}.md", 1, catalogue.phrases)
        for name, text in read_guides().items()
    }
    return help_stubs(library, catalogue, guides, read_sample())


def help_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The pages of the codes."""
    return code_pages(catalogue, read_examples())


def help_texts(catalogue: Catalogue) -> Iterator[str]:
    """What the help says, for the leak scan: all of it is public."""
    yield from help_text(catalogue, read_examples())
    yield from (*read_guides().values(), *read_sample().values())
