"""What an old library needs, line by line, and what a plan must leave alone."""

from pathlib import Path

import pytest

from casebook.checks import format_findings
from casebook.findings import Catalogue
from casebook.migrate.plan import Plan, plan
from casebook.migrate.steps import STEPS
from casebook.migrate.write import write
from casebook.model.library import FORMAT, Site
from casebook.record import Places
from sites import files

LIFECYCLE = "site_config/lifecycle.yml"
SITE = "site_config/site.yml"
PLAIN = "site_config/calls/plain.yml"


@pytest.fixture
def planned(catalogue: Catalogue) -> "Planned":
    return Planned(catalogue)


class Planned:
    """Makes the plan of a library."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, root: Path) -> Plan:
        return plan(root, self._catalogue.phrase)


def codes(made: Plan) -> list[str]:
    return [f"{one.code} {one.at}" for one in made.findings]


def test_every_format_has_the_step_that_leads_out_of_it() -> None:
    assert len(STEPS) == FORMAT


def test_an_old_library_becomes_its_twin(old: Path, new: Path, planned: Planned) -> None:
    write(old, planned(old).files)
    assert files(old) == files(new)


def test_the_number_of_the_format_comes_last(old: Path, planned: Planned) -> None:
    assert list(planned(old).files)[-1] == SITE


def test_a_second_run_finds_nothing(old: Path, planned: Planned) -> None:
    write(old, planned(old).files)
    assert planned(old) == Plan(files={})


def test_only_lines_that_must_change_do(old: Path, planned: Planned) -> None:
    made = planned(old)
    for path, data in made.files.items():
        file = old / path
        before = file.read_bytes().splitlines(keepends=True) if file.exists() else []
        after = data.splitlines(keepends=True)
        touched = [one.at.line for one in made.changes if one.at.path == path for _ in one.lines]
        assert len(set(before) - set(after)) <= len(touched)
        assert [line for line in after if line in before] == [
            line for line in before if line in after
        ]


def test_line_ends_and_mark_of_windows_stay(old: Path, planned: Planned) -> None:
    for path in (SITE, LIFECYCLE, PLAIN):
        data = (old / path).read_bytes()
        (old / path).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n").rstrip())
    made = planned(old)
    for path in (SITE, LIFECYCLE, PLAIN):
        data = made.files[path]
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\n") == data.count(b"\r\n") > 1
        assert not data.endswith(b"\n")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (LIFECYCLE, "states: [{id: draft, name: 草稿}]\n"),
        (LIFECYCLE, "{states: [{id: draft, name: 草稿}]}\n"),
        (LIFECYCLE, "states: {id: draft, name: 草稿}\n"),
        (SITE, "{name: 甲厅案例库}\n"),
        (PLAIN, "{name: 一般文稿, summary_most: 200}\n"),
    ],
)
def test_what_cannot_be_parted_into_lines_is_left_to_a_person(
    old: Path, planned: Planned, path: str, text: str
) -> None:
    (old / path).write_text(text, encoding="utf-8")
    made = planned(old)
    assert not made.files
    assert not made.changes
    assert [one.partition(":")[0] for one in codes(made)] == [f"CB803 {path}"]


def test_a_key_in_braces_can_still_get_another_name(old: Path, planned: Planned) -> None:
    (old / PLAIN).write_text("{name: clearance, 'clearance': no}\n", encoding="utf-8")
    assert planned(old).files[PLAIN] == b"{name: clearance, 'formal': no}\n"


def test_of_two_names_the_one_that_was_read_stays(old: Path, planned: Planned) -> None:
    (old / PLAIN).write_text("name: 一般\nclearance: true\nformal: false\n", encoding="utf-8")
    expected = "name: 一般\n# clearance: true\nformal: false\n"
    assert planned(old).files[PLAIN].decode() == expected


@pytest.mark.parametrize("text", [None, "", "# 无\n", "states:\n", "states: []  # 无\n"])
def test_a_library_that_names_no_state_gets_them_all(
    old: Path, planned: Planned, text: str | None
) -> None:
    if text is None:
        (old / LIFECYCLE).unlink()
    else:
        (old / LIFECYCLE).write_text(text, encoding="utf-8")
    made = planned(old)
    if text is not None and "[" in text:
        assert [one.partition(":")[0] for one in codes(made)] == [f"CB803 {LIFECYCLE}"]
        return
    assert made.files[LIFECYCLE].decode().startswith(text or "states:\n")
    assert made.files[LIFECYCLE].decode().count("- {id: ") == 9


def test_a_text_that_looks_like_a_comment_is_not_cut(old: Path, planned: Planned) -> None:
    text = "states:\n  - id: draft\n    name: |\n      草稿\n      # 还没写完\n"
    (old / LIFECYCLE).write_text(text, encoding="utf-8")
    made = planned(old)
    assert codes(made) == [] or codes(made) == [f"CB803 {LIFECYCLE}"]
    assert made.files.get(LIFECYCLE, text.encode()).decode().count("# 还没写完") == 1


def test_settings_that_cannot_be_read_are_told(old: Path, planned: Planned) -> None:
    (old / PLAIN).write_text("name：一般文稿\n", encoding="utf-8")
    assert codes(planned(old)) == [f"CB003 {PLAIN}:1:5"]


@pytest.mark.parametrize("written", ["x", "-1", "99999999999999999999"])
def test_a_format_that_cannot_be_read_is_not_the_oldest(
    old: Path, planned: Planned, written: str
) -> None:
    text = (old / SITE).read_text(encoding="utf-8")
    (old / SITE).write_text(f"format: {written}\n{text}", encoding="utf-8")
    made = planned(old)
    assert codes(made) == [f"CB105 {SITE}:1:9"]
    assert not made.files


def test_a_link_among_the_settings_is_not_followed(old: Path, planned: Planned) -> None:
    target = old.parent / "elsewhere.yml"
    (old / PLAIN).rename(target)
    (old / PLAIN).symlink_to(target)
    assert codes(planned(old)) == [f"CB018 {PLAIN}"]


@pytest.mark.parametrize(("number", "code"), [(FORMAT, ""), (FORMAT + 1, "CB801"), (0, "CB802")])
def test_only_the_present_format_is_read(number: int, code: str) -> None:
    found = format_findings(Site(format=number), Places(SITE, {}))
    assert [one.code for one in found] == ([code] if code else [])


def test_a_number_that_is_none_has_a_finding_of_its_own() -> None:
    assert not list(format_findings(Site(), Places(SITE, {"format": (1, 9)})))
    assert not list(format_findings(Site(), None))
