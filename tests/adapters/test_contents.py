"""The list of headings, filled into a shape, is what its template gives."""

import jinja2
from hypothesis import given
from hypothesis import strategies as st

from casebook.adapters.mkdocs.contents import Contents
from casebook.model.body import Heading

_ITEM = jinja2.Template(
    "{% for one in headings %}<a href='#{{ one.anchor }}' title='{{ one.text|striptags|e }}'>"
    "{{ one.level }} {{ one.text|e }}</a>{% endfor %}"
)
heading = st.builds(
    Heading, st.integers(1, 4), st.text("a 一<>&\"' 𠮷{}"), st.text("ab一"), st.just(0)
)


@given(st.lists(st.lists(heading, max_size=3), max_size=6))
def test_the_list_is_what_the_theme_renders(pages: list[list[Heading]]) -> None:
    lists = Contents()

    def render(headings: tuple[Heading, ...]) -> str:
        return str(_ITEM.render(headings=headings))

    for page in pages:
        assert lists.html(tuple(page), render) == render(tuple(page))


def test_a_shape_is_rendered_once() -> None:
    asked: list[tuple[Heading, ...]] = []

    def render(headings: tuple[Heading, ...]) -> str:
        asked.append(headings)
        return str(_ITEM.render(headings=headings))

    lists = Contents()
    for text in ("甲", "乙", "丙"):
        lists.html((Heading(1, text, "a", 0), Heading(2, text, "b", 0)), render)
    assert len(asked) == 2
