"""An editor's reason takes a finding out of the report, and nothing else."""

from pathlib import Path

import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.model.terms import Audience
from sites import TODAY, Scratch

BODY = "见[另一个案例](../2025-0050/index.md)。"
VALID = {"code": "CB207", "reason": "该案例下月报来", "until": "2026-12-31"}


def load(root: Path, catalogue: Catalogue, *accepted: dict[str, str]) -> app.Loaded:
    Scratch(root).case("2025-0001", body=BODY, accepted=list(accepted))
    return app.load(root, TODAY, catalogue)


def test_an_accepted_finding_is_kept_apart(tmp_path: Path, catalogue: Catalogue) -> None:
    loaded = load(tmp_path, catalogue, VALID)
    assert loaded.findings == ()
    assert [one.code for one in loaded.accepted] == ["CB207"]


def test_it_holds_on_its_last_day(tmp_path: Path, catalogue: Catalogue) -> None:
    loaded = load(tmp_path, catalogue, {**VALID, "until": TODAY.isoformat()})
    assert loaded.accepted


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "CB20"}, "CB112"),
        ({"code": "CB203"}, "CB113"),
        ({"reason": ""}, "CB114"),
        ({"until": ""}, "CB115"),
        ({"until": "2026-10-31"}, "CB116"),
        ({"code": "CB204"}, "CB117"),
    ],
)
def test_what_is_no_acceptance_is_told(
    change: dict[str, str], code: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    loaded = load(tmp_path, catalogue, {**VALID, **change})
    assert {one.code for one in loaded.findings} == {code, "CB207"}
    assert loaded.accepted == ()


def test_a_case_speaks_for_itself_alone(tmp_path: Path, catalogue: Catalogue) -> None:
    scratch = Scratch(tmp_path)
    scratch.case("2025-0001", accepted=[VALID])
    scratch.case("2025-0002", body=BODY)
    loaded = app.load(tmp_path, TODAY, catalogue)
    assert sorted(one.code for one in loaded.findings) == ["CB117", "CB207"]


def test_the_public_knows_nothing_of_it(tmp_path: Path, catalogue: Catalogue) -> None:
    loaded = load(tmp_path, catalogue, VALID)
    case = next(iter(app.edition(loaded, Audience.PUBLIC).library.cases.values()))
    assert case.accepted == ()
