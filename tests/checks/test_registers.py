"""A register that is added later is held to the rules of the others."""

import pytest

from casebook.model.fields import Fields
from casebook.model.settings_files import SETTINGS_FILES
from casebook.model.shapes import Group, Many
from shared import ROOT

REPORT = ROOT / "tests/findings/sample-registers-on-a-production-site/report.txt"


def takes_samples(table: Fields) -> bool:
    """Whether a record of the table, or a row of its list, can be marked as a sample."""
    for name, field in table.items():
        inner = field.shape.of if isinstance(field.shape, Many) else field.shape
        if name == "sample" or (isinstance(inner, Group) and takes_samples(inner.fields)):
            return True
    return False


@pytest.mark.parametrize(
    "name", [name for name, table in SETTINGS_FILES.items() if takes_samples(table)]
)
def test_a_production_site_refuses_samples_in_every_register(name: str) -> None:
    files = {line.partition(":")[0] for line in REPORT.read_text("utf-8").splitlines()}
    assert any(one.startswith(f"site_config/{name}") for one in files)
