"""The search of a preview over HTTP: `GET /api/search` and `GET /api/suggest`, as JSON.

    /api/search?q=夜间窗口&unit=service-hall&year=2025&sort=date&page=2&most=10
    /api/suggest?q=yejian

Only what is asked on this machine and by its name is answered, so that neither another machine
nor, through a reader's browser, a page on another host can ask. No query is written down.
"""

import ipaddress
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qs

from casebook.retrieval.engine import MOST, Engine, Query
from casebook.search.query import KEYS, LONGEST

PATHS: Final = ("/api/search", "/api/suggest")
_LOCAL: Final = frozenset(("127.0.0.1", "localhost", "[::1]"))
_LONGEST_ADDRESS: Final = 16_000
_MOST_PAGES: Final = 10_000
_NUMBER: Final = re.compile("[0-9]{1,6}")
_TOO_LONG, _TOO_MANY, _NO_NUMBER = "api_long", "api_many", "api_number"
_FACETS: Final = tuple(dict.fromkeys(KEYS.values()))
_HEADERS: Final = (
    ("Content-Type", "application/json; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
Phrase = Callable[..., str]
Environ = Mapping[str, Any]
Start = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[Any, Any], Iterable[bytes]]


class BadRequestError(Exception):
    """A question that cannot be answered; `key` is that of the phrase that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Api:
    """Answers questions about one index; `phrase` words what cannot be answered."""

    engine: Engine
    phrase: Phrase

    def answer(
        self, method: str, path: str, asked: str, *, host: str, remote: str
    ) -> tuple[HTTPStatus, bytes]:
        """Status and JSON for a request; `asked` is what stands behind the question mark.

        `host` is the name by which it was asked, `remote` the address of who asks.
        """
        by_name = host.rpartition(":")[0] in _LOCAL or host in _LOCAL
        if not by_name or not _is_loopback(remote):
            return self._refused(HTTPStatus.FORBIDDEN, "api_foreign")
        if method != "GET":
            return self._refused(HTTPStatus.METHOD_NOT_ALLOWED, "api_method")
        try:
            given = _given(asked)
            made = self._suggested(given) if path == PATHS[1] else self._found(given)
        except BadRequestError as error:
            return self._refused(HTTPStatus.BAD_REQUEST, error.key)
        except Exception:  # noqa: BLE001 (whatever is wrong with the library, no traceback)
            return self._refused(HTTPStatus.SERVICE_UNAVAILABLE, "api_failed")
        return HTTPStatus.OK, _json(made)

    def beside(self, application: Application) -> Application:
        """A WSGI application that answers here, and leaves all other addresses to the other."""

        def answered(environ: Environ, start: Start) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            if path not in PATHS:
                return application(environ, start)
            status, body = self.answer(
                environ["REQUEST_METHOD"],
                path,
                environ.get("QUERY_STRING", ""),
                host=environ.get("HTTP_HOST", ""),
                remote=environ.get("REMOTE_ADDR", ""),
            )
            length = ("Content-Length", str(len(body)))
            start(f"{status.value} {status.phrase}", [*_HEADERS, length])
            return [body]

        return answered

    def _found(self, given: Mapping[str, list[str]]) -> object:
        most = _number(given, "most", 10, MOST)
        page = _number(given, "page", 1, _MOST_PAGES)
        query = Query(
            text=_text(given),
            chosen={key: tuple(given[key]) for key in _FACETS if key in given},
            by_date=given.get("sort") == ["date"],
            start=(page - 1) * most,
            most=most,
        )
        return asdict(self.engine.search(query))

    def _suggested(self, given: Mapping[str, list[str]]) -> object:
        return [asdict(one) for one in self.engine.suggest(_text(given))]

    def _refused(self, status: HTTPStatus, key: str) -> tuple[HTTPStatus, bytes]:
        return status, _json({"error": self.phrase(key, most=LONGEST)})


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _given(asked: str) -> dict[str, list[str]]:
    if len(asked) > _LONGEST_ADDRESS:
        raise BadRequestError(_TOO_LONG)
    try:
        return parse_qs(asked, errors="replace", max_num_fields=100)
    except ValueError:
        raise BadRequestError(_TOO_MANY) from None


def _text(given: Mapping[str, list[str]]) -> str:
    text = " ".join(given.get("q", ()))
    if len(text) > LONGEST:
        raise BadRequestError(_TOO_LONG)
    return text


def _number(given: Mapping[str, list[str]], name: str, usual: int, most: int) -> int:
    written = given.get(name, [str(usual)])[-1]
    if not _NUMBER.fullmatch(written) or not 0 < int(written) <= most:
        raise BadRequestError(_NO_NUMBER)
    return int(written)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
