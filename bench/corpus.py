"""What search is measured on: passages as a library, and queries with their right answers."""

import gzip
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from casebook.model.body import Body
from casebook.model.case import Case
from casebook.model.ids import CaseId, UnitId
from casebook.model.library import Library
from casebook.model.registers import Unit
from casebook.model.terms import State
from casebook.search.pinyin import READINGS
from casebook.text.simplified_table import TABLE
from make import make_library

Passage = Mapping[str, str]
# What is typed, and the numbers of the passages that answer it, or ids of cases.
Query = tuple[str, frozenset[Any]]


def passages(data: Path) -> list[Passage]:
    with gzip.open(data / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def case_id(number: int) -> CaseId:
    return CaseId(f"{2001 + number // 9000}-{number % 9000 + 1:04}")


def number_of(key: str) -> int:
    year, number = key.split("-")
    return (int(year) - 2001) * 9000 + int(number) - 1


def library(corpus: Sequence[Passage]) -> tuple[Library, dict[CaseId, Body]]:
    """The passages as cases of forty units."""
    cases: dict[CaseId, Case] = {}
    bodies: dict[CaseId, Body] = {}
    for number, one in enumerate(corpus):
        key = case_id(number)
        unit = UnitId(f"unit-{number * 7919 % 40}")
        cases[key] = Case(id=key, title=one["title"], path="", state=State.ADMITTED, unit=unit)
        bodies[key] = Body(one["text"])
    units = {
        UnitId(f"unit-{n}"): Unit(id=UnitId(f"unit-{n}"), name=f"第{n}单位") for n in range(40)
    }
    return make_library(cases.values(), units=units), bodies


def long_cases(corpus: Sequence[Passage], count: int, length: int) -> list[Passage]:
    """Cases of a length, each of passages drawn at random."""
    chance = random.Random(20261124)
    made: list[Passage] = []
    for _ in range(count):
        text = ""
        while len(text) < length:
            text += chance.choice(corpus)["text"] + "\n"
        made.append({"title": chance.choice(corpus)["title"], "text": text[:length]})
    return made


def query_sets(data: Path, corpus: Sequence[Passage]) -> Mapping[str, list[Query]]:
    """The lay questions with their passages, and items known by a part of them."""
    places = {one["id"]: at for at, one in enumerate(corpus)}
    relevant: dict[str, set[int]] = {}
    for line in (data / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, passage, grade = line.split("\t")
        if int(grade) > 0 and passage in places:
            relevant.setdefault(query, set()).add(places[passage])
    lines = (data / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [(str(one["id"]), one["text"]) for one in map(json.loads, lines)]
    questions = [(text, frozenset(relevant[key])) for key, text in asked if key in relevant]
    chance = random.Random(7)
    made: dict[str, list[Query]] = {"questions": questions}
    picked = chance.sample(range(len(corpus)), min(400, len(corpus)))
    by_title: dict[str, set[int]] = {}
    for at, one in enumerate(corpus):
        by_title.setdefault(one["title"], set()).add(at)
    titles = [(corpus[at]["title"], frozenset(by_title[corpus[at]["title"]])) for at in picked]
    # Looked for among texts without their titles, and among whole ones.
    made["titles"] = made["titled"] = titles
    made["fragments"] = fragments(corpus, chance)
    old = {new: old for old, new in zip(TABLE[::2], TABLE[1::2], strict=True)}
    made["traditional"] = [("".join(old.get(c, c) for c in text), want) for text, want in questions]
    made["pinyin"] = [(spoken(text), want) for text, want in titles]
    made["initials"] = [(initials(text), want) for text, want in titles]
    made["homophone"] = [(misheard(text, chance), want) for text, want in titles]
    made["dropped"] = [(dropped(text, chance), want) for text, want in titles]
    return made


def fragments(corpus: Sequence[Passage], chance: random.Random) -> list[Query]:
    """Four characters of a passage; every passage that holds them is relevant."""
    texts = [f"{one['title']}\n{one['text']}" for one in corpus]
    made: list[Query] = []
    while len(made) < 400:
        text = chance.choice(corpus)["text"]
        at = chance.randrange(max(1, len(text) - 4))
        part = text[at : at + 4]
        if len(part) == 4 and all("\u4e00" <= one <= "\u9fff" for one in part):
            made.append((part, frozenset(at for at, one in enumerate(texts) if part in one)))
    return made


def spoken(text: str) -> str:
    return "".join(READINGS.get(one, (one,))[0] for one in text)


def initials(text: str) -> str:
    return "".join(READINGS.get(one, (one,))[0][0] for one in text)


def misheard(text: str, chance: random.Random) -> str:
    at = chance.choice([place for place, one in enumerate(text) if one in READINGS])
    same = [one for one, heard in READINGS.items() if READINGS[text[at]][0] in heard]
    return text[:at] + chance.choice(same) + text[at + 1 :]


def dropped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]
