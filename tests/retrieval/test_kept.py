"""The Whoosh index follows the library, survives what can happen to it, and is for one audience."""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId
from casebook.retrieval import folder as folders
from casebook.retrieval import whoosh_index
from casebook.retrieval.engine import Query
from casebook.retrieval.kept import KeptEngine
from casebook.retrieval.whoosh_engine import WhooshEngine
from casebook.retrieval.whoosh_index import update
from casebook.search.document import Collection
from make import make_case, make_library

WORDS = ("夜校开班", "窗口延时", "楼道换灯", "老人挂号", "热线回访")
Texts = dict[str, str]


def collection(texts: Texts) -> Collection:
    cases: list[Case] = [make_case(key, title=text) for key, text in texts.items()]
    bodies = {CaseId(key): Body(text=f"{text}。") for key, text in texts.items()}
    return Collection(make_library(cases), bodies, {})


def found(engine: KeptEngine | WhooshEngine, text: str) -> list[str]:
    return [hit.id for hit in engine.search(Query(text=text)).hits]


class Source:
    """A library that changes, and how often it was read."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.reads = 0

    def read(self) -> Collection:
        self.reads += 1
        return collection(self.texts)

    def state(self) -> str:
        return repr(self.texts)

    def engine(self, folder: Path) -> KeptEngine:
        return KeptEngine(folder, self.read, self.state, "案例")


@pytest.fixture
def source() -> Source:
    return Source({f"2025-{at:04}": word for at, word in enumerate(WORDS, start=1)})


def test_it_is_read_again_only_when_something_changed(source: Source, tmp_path: Path) -> None:
    engine = source.engine(tmp_path)
    assert found(engine, "夜校") == ["2025-0001"]
    engine.close()
    engine = source.engine(tmp_path)
    assert found(engine, "窗口") == ["2025-0002"]
    assert source.reads == 1
    source.texts |= {"2025-0001": "夜间课堂", "2026-0001": "夜校又开班"}
    del source.texts["2025-0002"]
    assert found(engine, "夜校") == ["2026-0001"]
    assert found(engine, "窗口") == []
    assert source.reads == 2
    engine.close()


def test_only_what_changed_is_written(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    kept = whoosh_index._terms  # noqa: SLF001 (counts what is written)

    def counted(entries: Sequence[Any], averages: tuple[float, ...]) -> object:
        written.extend(one.document.record.id for one in entries)
        return kept(entries, averages)

    update(tmp_path, source.read(), "1", "案例")
    monkeypatch.setattr(whoosh_index, "_terms", counted)
    source.texts["2025-0003"] = "楼道换窗"
    update(tmp_path, source.read(), "2", "案例")
    assert written == ["2025-0003"]


@settings(max_examples=12)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([f"2025-000{number}" for number in range(6)]), st.sampled_from(WORDS)
        ),
        min_size=2,
        max_size=3,
    )
)
def test_an_index_brought_up_to_date_is_as_one_made_anew(steps: list[Texts]) -> None:
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        one, other = Path(first), Path(second)
        for number, texts in enumerate(steps):
            card = update(one, collection(texts), str(number), "案例")
        anew = update(other, collection(steps[-1]), "anew", "案例")
        engines = [WhooshEngine(one, card), WhooshEngine(other, anew)]
        for text in (*WORDS, "窗", ""):
            results = [engine.search(Query(text=text)) for engine in engines]
            assert {hit.id for hit in results[0].hits} == {hit.id for hit in results[1].hits}
            assert results[0].facets == results[1].facets
        for engine in engines:
            engine.close()


def cut(folder: Path) -> None:
    for path in folder.glob("*.seg"):
        path.write_bytes(path.read_bytes()[:-100])


def spoil(folder: Path) -> None:
    for path in folder.glob("*.seg"):
        size = path.stat().st_size
        path.write_bytes(b"\xff" * size)


def lose(folder: Path) -> None:
    for path in folder.glob("*.toc"):
        path.unlink()


def age(folder: Path) -> None:
    card = folder / "card.json"
    card.write_text(card.read_text().replace(f'"{whoosh_index.VERSION}"', '"0"'))


def scrawl(folder: Path) -> None:
    (folder / "card.json").write_text("[")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("harm", [cut, spoil, lose, age, scrawl])
def test_a_damaged_or_foreign_index_is_made_anew(
    source: Source, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    engine = source.engine(tmp_path)
    found(engine, "夜校")
    engine.close()
    harm(tmp_path)
    engine = source.engine(tmp_path)
    assert found(engine, "夜校") == ["2025-0001"]
    assert source.reads == 2
    engine.close()
    # Whoosh leaves a file open that it could not read.
    gc.collect()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from casebook.retrieval import folder as folders, whoosh_index
from test_kept import Source, WORDS

def die(*_): os.kill(os.getpid(), signal.SIGKILL)

source = Source({"2025-0001": "夜校开班"})
folder = Path(sys.argv[1])
whoosh_index.update(folder, source.read(), "1", "")
setattr(whoosh_index, {"write": "_kept", "card": "write_card"}[sys.argv[3]], die)
source.texts["2025-0002"] = "窗口延时"
whoosh_index.update(folder, source.read(), source.state(), "")
"""


@pytest.mark.parametrize("where", ["write", "card"])
def test_a_killed_update_leaves_an_index_that_is_put_right(tmp_path: Path, where: str) -> None:
    here = str(Path(__file__).parent)
    path = os.pathsep.join((here, str(Path(here).parent)))
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), here, where],
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == -signal.SIGKILL
    source = Source({"2025-0001": "夜校开班", "2025-0002": "窗口延时"})
    engine = source.engine(tmp_path)
    assert found(engine, "窗口") == ["2025-0002"]
    assert found(engine, "夜校") == ["2025-0001"]
    engine.close()


def test_what_is_wrong_with_the_library_is_told_and_the_index_stays(
    source: Source, tmp_path: Path
) -> None:
    def broken() -> Collection:
        raise LookupError

    engine = source.engine(tmp_path)
    found(engine, "夜校")
    engine.close()
    other = KeptEngine(tmp_path, broken, lambda: "changed", "")
    with pytest.raises(LookupError):
        found(other, "夜校")
    engine = source.engine(tmp_path)
    assert found(engine, "夜校") == ["2025-0001"]
    assert source.reads == 1
    engine.close()


def test_nobody_else_may_read_it(source: Source, tmp_path: Path) -> None:
    engine = source.engine(tmp_path / "a/b")
    found(engine, "夜校")
    assert (tmp_path / "a/b").stat().st_mode & 0o077 == 0
    engine.close()


def test_it_lies_outside_of_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one = folders.folder_of(tmp_path / "library", "public")
    assert tmp_path / "cache" in one.parents
    assert one != folders.folder_of(tmp_path / "library", "intranet")
    assert one != folders.folder_of(tmp_path / "other", "public")
