from casebook.findings import CODES, Catalogue
from casebook.model.body import Body
from casebook.model.ids import CallId
from casebook.model.registers import Call
from casebook.record import Example
from casebook.source.help import read_examples, read_guides, read_sample
from casebook.views.field_reference import field_tables
from casebook.views.help import GUIDES, code_pages, help_stubs, help_text
from casebook.views.help_view import CodesView, CodeView
from make import make_library

SPRING = CallId("spring")
CALLS = {SPRING: Call(id=SPRING, name="春季征集", requires=("title", "metrics"))}


def test_a_code_has_its_page_at_a_stable_address(catalogue: Catalogue) -> None:
    pages = list(code_pages(catalogue, read_examples()))
    assert [page.url for page in pages] == [f"help/{code}/" for code in CODES]
    assert all(page.title.startswith(code) for page, code in zip(pages, CODES, strict=True))
    assert all([crumb.url for crumb in page.crumbs] == ["help/", "help/codes/"] for page in pages)


def test_a_code_without_an_example_has_a_page_all_the_same(catalogue: Catalogue) -> None:
    example = Example((), ())
    views = {page.url: page.view for page in code_pages(catalogue, {"CB003": example})}
    first, third = views["help/CB001/"], views["help/CB003/"]
    assert isinstance(first, CodeView)
    assert isinstance(third, CodeView)
    assert first.example is None
    assert third.example == example


def test_no_slot_is_left_open(catalogue: Catalogue) -> None:
    for page in code_pages(catalogue, {}):
        assert isinstance(page.view, CodeView)
        assert not [words for words in page.view.words.values() if "{" in words]


def test_the_list_names_every_code_once_by_family(catalogue: Catalogue) -> None:
    guides = {name: Body("") for name in GUIDES}
    stubs = help_stubs(make_library(), catalogue, guides, {})
    view = stubs["codes"].view
    assert isinstance(view, CodesView)
    assert [one.code for family in view.families for one in family.codes] == list(CODES)
    assert len({family.anchor for family in view.families}) == len(view.families)
    assert [page.url for page in stubs.values()] == [
        "help/",
        *(f"help/{name}/" for name in (*GUIDES, "codes", "fields")),
    ]


def test_a_field_says_which_calls_ask_for_it(catalogue: Catalogue) -> None:
    case, *registers = field_tables(catalogue, {}, CALLS)
    asked = {group.field.name: group.field.calls for group in case.groups}
    assert {name for name, calls in asked.items() if calls} == {"title", "metrics"}
    assert asked["metrics"] == ("春季征集",)
    assert not any(group.field.calls for table in registers for group in table.groups)


def test_what_is_part_of_an_internal_field_is_internal(catalogue: Catalogue) -> None:
    case, *_ = field_tables(catalogue, {}, {})
    contacts = next(group for group in case.groups if group.field.name == "contacts")
    assert {part.audience for part in contacts.parts} == {contacts.field.audience} == {"仅内部"}
    assert [part.name for part in contacts.parts] == [
        "contacts.name",
        "contacts.phone",
        "contacts.email",
    ]


def test_a_field_is_shown_as_the_sample_writes_it(catalogue: Catalogue) -> None:
    case, *_ = field_tables(catalogue, read_sample(), {})
    shown = {group.field.name: group.sample for group in case.groups}
    assert shown["batch"] == "batch: 2025-1"
    assert shown["sample"] == "sample: true"
    assert shown["recognition"].splitlines()[0] == "recognition:"
    assert len(shown["recognition"].splitlines()) == 2


def test_all_that_the_pages_say_is_known_to_be_public(catalogue: Catalogue) -> None:
    text = "\n".join(help_text(catalogue, read_examples()))
    for page in code_pages(catalogue, read_examples()):
        assert isinstance(page.view, CodeView)
        assert page.view.words["remedy"] in text
        assert page.view.example is not None
        for excerpt in (*page.view.example.wrong, *page.view.example.right):
            assert all(line.text in text for line in excerpt.lines)
    assert read_guides()
