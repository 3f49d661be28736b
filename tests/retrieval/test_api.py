"""The search of a preview over HTTP answers this machine, in JSON, whatever is asked."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from casebook.findings import Catalogue
from casebook.retrieval.api import Api
from casebook.retrieval.engine import Engine, Query, Results, Suggestion
from casebook.retrieval.whoosh_engine import WhooshEngine
from shared import real

Get = Callable[..., tuple[int, Any]]
HOST = "127.0.0.1:8000"


class Broken:
    """An engine whose library cannot be read."""

    def search(self, query: Query) -> Results:
        raise LookupError(query)

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        raise LookupError(typed)


@pytest.fixture
def get(whoosh: WhooshEngine, catalogue: Catalogue) -> Get:
    def ask(  # noqa: PLR0913 (a request has so many parts)
        path: str,
        asked: str = "",
        *,
        method: str = "GET",
        host: str = HOST,
        remote: str = "127.0.0.1",
        engine: Engine = whoosh,
    ) -> tuple[int, Any]:
        api = Api(engine, catalogue.phrase)
        status, body = api.answer(method, path, asked, host=host, remote=remote)
        return status, json.loads(body)

    return ask


def test_a_page_of_results(get: Get) -> None:
    asked = urlencode({"q": "窗口", "unit": "service-hall", "most": 2, "page": 2, "sort": "date"})
    status, told = get("/api/search", asked)
    assert status == HTTPStatus.OK
    assert [hit["unit"] for hit in told["hits"]] == ["市政务服务中心"] * 2
    assert told["total"] == next(
        one["count"] for one in told["facets"]["unit"] if one["id"] == "service-hall"
    )
    assert told["hits"][0]["url"] == f"cases/{told['hits'][0]['id']}/"


def test_suggestions(get: Get) -> None:
    status, told = get("/api/suggest", urlencode({"q": "政务服务"}))
    assert status == HTTPStatus.OK
    assert {"kind": "unit", "id": "service-hall", "text": "市政务服务中心"} in told
    assert get("/api/suggest")[1] == []


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"q": "窗" * 401}, "400"),
        ({"q": "窗口", "page": "0"}, "1"),
        ({"q": "窗口", "most": "101"}, "100"),
        ({"q": "窗口", "most": "²"}, "100"),
        ({f"k{number}": "1" for number in range(200)}, "参数"),
    ],
)
def test_what_cannot_be_answered_is_told(get: Get, asked: dict[str, str], word: str) -> None:
    status, told = get("/api/search", urlencode(asked))
    assert status == HTTPStatus.BAD_REQUEST
    assert word in told["error"]


def test_nobody_asks_through_another_name(get: Get) -> None:
    for host in ("example.org", "127.0.0.1.example.org:8000", ""):
        assert get("/api/search", "q=1", host=host)[0] == HTTPStatus.FORBIDDEN
    for host in ("localhost:8000", "localhost", "[::1]:8000"):
        assert get("/api/search", "q=1", host=host)[0] == HTTPStatus.OK
    for remote in ("192.0.2.7", "2001:db8::7", "", "localhost"):
        assert get("/api/search", "q=1", remote=remote)[0] == HTTPStatus.FORBIDDEN
    assert get("/api/search", "q=1", remote="::1")[0] == HTTPStatus.OK
    assert get("/api/search", "q=1", method="POST")[0] == HTTPStatus.METHOD_NOT_ALLOWED


def test_hostile_queries_do_no_harm(get: Get) -> None:
    naughty = json.loads(real("adversarial/naughty-strings.json").read_text(encoding="utf-8"))
    others = ["窗" * 10_000, "\ud800", '"', "-", "单位:", "~a", "ye'", "-“", "%", "%ff"]
    for text in [*naughty, *others]:
        for asked in (f"q={quote(text, errors='surrogatepass')}", text):
            assert get("/api/search", asked)[0] in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}, text
    for text in others:
        asked = f"q={quote(text, errors='surrogatepass')}"
        assert get("/api/suggest", asked)[0] in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}, text


def test_a_library_that_cannot_be_read_gives_a_sentence(get: Get) -> None:
    status, told = get("/api/search", "q=1", engine=Broken())
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "casebook check" in told["error"]


def test_other_addresses_are_left_to_the_site(whoosh: WhooshEngine, catalogue: Catalogue) -> None:
    def site(environ: Any, start: Any) -> list[bytes]:
        del environ, start
        return [b"page"]

    started: list[Any] = []
    both = Api(whoosh, catalogue.phrase).beside(site)

    def ask(path: str) -> list[bytes]:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": HOST}
        environ["REMOTE_ADDR"] = "127.0.0.1"
        return list(both(environ, lambda *told: started.append(told)))

    assert ask("/api/") == [b"page"]
    assert json.loads(ask("/api/suggest")[0]) == []
    status, headers = started[0]
    assert status == "200 OK"
    assert dict(headers)["Cache-Control"] == "no-store"
