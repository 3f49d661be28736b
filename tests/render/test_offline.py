"""Links of an offline copy name files, and nothing else of a page is touched."""

import pytest

from casebook.render.offline import page


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<a id="x" href="../../units/">甲</a>', '<a id="x" href="../../units/index.html">甲</a>'),
        ("<a href=../>甲</a>", '<a href="../index.html">甲</a>'),
        ("<a href='.'>甲</a>", '<a href="./index.html">甲</a>'),
        ('<a href="a/?b=1&amp;c=/#d/">甲</a>', '<a href="a/index.html?b=1&amp;c=/#d/">甲</a>'),
        ('<a href="a&#x27;b/">甲</a>', '<a href="a&#x27;b/index.html">甲</a>'),
        ('<form action="library/">', '<form action="library/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=../../cases/2025-0001/">',
            '<meta http-equiv="refresh" content="0; url=../../cases/2025-0001/index.html">',
        ),
    ],
)  # fmt: skip
def test_an_address_of_a_folder_names_its_page(html: str, made: str) -> None:
    assert page(html.encode()).decode() == made


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#place">甲</a>',
        '<a href="">甲</a>',
        '<a href="?q=a/">甲</a>',
        '<a href="flow.png">甲</a>',
        '<a href="a.b/flow">甲</a>',
        '<a href="https://example.org/">甲</a>',
        '<a href="mailto:a@example.org/">甲</a>',
        '<a href="//example.org/">甲</a>',
        '<a href="/units/">甲</a>',
        '<img src="pictures/">',
        """<img alt=' href="../" ' src="a.png">""",
        """<img alt="a > b" title="href='../'">""",
        '<code>&lt;a href="../units/"&gt;</code>',
        '<meta name="description" content="0; 没有 url=../">',
        '<a data-href="../">甲</a>',
        "<a href",
        "< a href='../'>",
    ],
)
def test_all_else_stays_as_it_is(html: str) -> None:
    assert page(html.encode()) == html.encode()


def test_bytes_that_are_no_text_stay() -> None:
    assert page(b"\xff<a href='../'>\xfe</a>") == b'\xff<a href="../index.html">\xfe</a>'
