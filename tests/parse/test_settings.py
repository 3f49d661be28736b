from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.model.ids import CallId
from casebook.model.settings_files import TAXONOMIES
from casebook.model.terms import Audience, State
from casebook.parse import parse_settings
from casebook.record import RawRecord
from casebook.source.front_matter import read_settings
from casebook.source.settings import read_all
from shared import LIBRARY


@dataclass
class Written:
    """Settings as texts, by the name of their file."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def record(self, name: str) -> RawRecord | None:
        if name not in self.texts:
            return None
        return read_settings(self.texts[name].encode(), f"site_config/{name}.yml")[0]

    def folder(self, name: str) -> Mapping[str, RawRecord]:
        records = {
            path.removeprefix(f"{name}/"): self.record(path)
            for path in self.texts
            if path.startswith(f"{name}/")
        }
        return {name: record for name, record in records.items() if record}


def found(**texts: str) -> list[tuple[str, str]]:
    _, findings = parse_settings(
        Written({key.replace("__", "/"): text for key, text in texts.items()})
    )
    return [(one.code, f"{one.at.line}:{one.at.column}") for one in findings]


def test_the_small_library() -> None:
    registers, findings = parse_settings(read_all(LIBRARY))
    assert not findings
    assert registers.site.audience is Audience.PUBLIC
    assert list(registers.units) == ["service-bureau", "service-hall"]
    assert list(registers.batches) == ["2025-1"]
    assert set(registers.calls) == {"2025", "plain"}
    assert registers.calls[CallId("plain")].formal is False
    assert set(registers.taxonomies) == set(TAXONOMIES)
    assert set(registers.stages) == set(State)


def test_what_is_not_there_is_empty() -> None:
    registers, findings = parse_settings(Written())
    assert not findings
    assert not registers.units
    assert not registers.stages


def test_an_id_twice() -> None:
    text = "units:\n  - {id: a, name: 甲}\n  - {id: b, name: 乙}\n  - {id: a, name: 丙}"
    assert found(registry__units=text) == [("CB111", "4:10")]


def test_a_row_that_cannot_be_typed_does_not_shift_the_places_of_the_rest() -> None:
    text = "units:\n  - {name: 甲}\n  - {id: b, name: 乙}\n  - {id: b, name: 丙}"
    assert found(registry__units=text) == [("CB101", "2:5"), ("CB111", "4:10")]


def test_a_call_may_only_ask_for_fields() -> None:
    assert found(calls__a="name: 征集\nrequires: [title, 单位]") == [("CB106", "2:19")]


def test_a_state_that_the_code_does_not_know() -> None:
    assert found(lifecycle="states:\n  - {id: asleep, name: 睡着}") == [("CB106", "2:10")]


def test_a_list_under_another_name_is_told() -> None:
    assert found(taxonomies__themes="topics: []") == [("CB102", "1:1")]
