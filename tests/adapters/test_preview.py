"""The panel of the preview can be closed, and tells of the page it stands on first."""

import pytest

from casebook.adapters.mkdocs.preview import Panel
from casebook.findings import Finding
from casebook.record import Place

PATHS = (
    *(f"cases/2025/2025-{number:04}/index.md" for number in range(1, 31)),
    "content/vanguard/2025/2025-0007/index.md",
    "site_config/<x>.yml",
)
PANEL = Panel(
    "32 条", tuple(Finding(code="CB203", at=Place(path)) for path in PATHS), lambda one: str(one.at)
)


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/cases/2025-0029/", "cases/2025/2025-0029/index.md"),
        ("/base/cases/2025-0029/", "cases/2025/2025-0029/index.md"),
        ("/vanguard/2025-0007/", "content/vanguard/2025/2025-0007/index.md"),
        ("/", "cases/2025/2025-0001/index.md"),
    ],
)
def test_findings_of_the_page_come_first(address: str, first: str) -> None:
    html = PANEL.html(address)
    head, lines = html.split("</summary>")
    assert head.startswith("<details ")
    assert "open" not in head.partition(">")[0]
    assert head.endswith("32 条")
    told = lines.removesuffix("</details>").split("\n")
    assert told[0] == first
    assert len(told) == 20


def test_what_is_told_is_no_markup() -> None:
    one = Finding(code="CB203", at=Place(PATHS[-1]))
    assert "&lt;x&gt;" in Panel("<b>", (one,), lambda one: str(one.at)).html("/")
    assert "<b>" not in Panel("<b>").html("/")


def test_a_clean_library_has_no_panel() -> None:
    assert Panel().html("/") == ""
