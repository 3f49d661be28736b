"""Every key and id of the sample is found again with one character wrong."""

from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from casebook import app
from casebook.model.fields import CASE
from casebook.parse.keys import SPOKEN, meant_key, sure_key
from casebook.source.catalogue import read_catalogue
from casebook.text.suggestion import nearest, one_slip
from sites import ROOT, TODAY

LIBRARY = app.load(ROOT, TODAY, read_catalogue()).whole
KNOWN = [
    list(CASE),
    *(
        list(getattr(LIBRARY, name))
        for name in ("units", "brands", "projects", "indicators", "batches", "themes", "kinds")
    ),
    *(list(getattr(LIBRARY, name)) for name in ("scenes", "levels", "calls", "cases")),
]
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789-_")


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A known name, the same with one slip, and the names it stands among."""
    known = draw(st.sampled_from([one for one in KNOWN if one]))
    name = str(draw(st.sampled_from(known)))
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(LETTERS)
    kind = draw(st.sampled_from(["wrong", "missing", "added", "exchanged"]))
    slipped = {
        "wrong": name[:at] + letter + name[at + 1 :],
        "missing": name[:at] + name[at + 1 :],
        "added": name[:at] + letter + name[at:],
        "exchanged": name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    }[kind]
    assume(slipped not in known)
    return name, slipped, [str(one) for one in known]


@given(slips())
def test_one_slip_is_seen_through(slip: tuple[str, str, list[str]]) -> None:
    name, slipped, known = slip
    found = nearest(slipped, known)
    near = [one for one in known if OSA.distance(slipped, one) <= 1]
    assert found in near
    if len(near) == 1:
        assert found == name
        assert len(slipped) < 4 or one_slip(slipped, known) == name
    else:
        assert one_slip(slipped, known) is None


def test_a_chinese_name_of_a_field_is_understood() -> None:
    for word, names in SPOKEN.items():
        if names[0] in CASE:
            assert meant_key(word, CASE) == names[0]
    assert meant_key("标提", CASE) == "title"
    assert meant_key("申报单们", CASE) == "unit"
    assert meant_key("天气", CASE) is None
    assert sure_key("标题", CASE) == "title"
    assert sure_key("标提", CASE) is None


def test_who_may_read_is_never_guessed() -> None:
    assert meant_key("audeince", CASE) == "audience"
    assert sure_key("audeince", CASE) is None
    assert sure_key("读者范围", CASE) is None
    assert sure_key("clearanc", CASE) is None


def test_what_is_like_nothing_is_left() -> None:
    assert nearest("weather", CASE) is None
    assert nearest("", CASE) is None
