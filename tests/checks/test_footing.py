"""What a field that could not be read takes with it, and what stays."""

import pytest

from casebook.checks.footing import borne
from casebook.findings import Finding
from casebook.record import Place


@pytest.mark.parametrize(
    ("code", "field", "unread", "stays"),
    [
        ("CB226", "metrics", {"date", "themes"}, True),
        ("CB226", "metrics", {"metrics"}, False),
        ("CB226", "metrics", {"call"}, False),
        ("CB401", "batch", {"admitted"}, True),
        ("CB401", "batch", {"batch"}, False),
        ("CB401", "batch", {"state"}, False),
        ("CB220", "", {"state"}, True),
        ("CB301", "themes.1", {"themes"}, True),
    ],
)
def test_a_finding_stays_while_all_it_rests_on_was_read(
    code: str, field: str, unread: set[str], *, stays: bool
) -> None:
    one = Finding(code=code, at=Place("a.md"), params={"field": field} if field else {})
    assert list(borne([one], unread)) == [one] * stays
