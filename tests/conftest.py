"""What every test may ask for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from casebook.findings import Catalogue
from casebook.source.catalogue import read_catalogue

# A busy machine is no failure.
settings.register_profile("casebook", deadline=None)
settings.load_profile("casebook")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says now over the files it is compared with",
    )


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a build keeps with the caches of its user, a test keeps for itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a file of the repository, or writes it there."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"{path} is not there; pytest --update-golden writes it"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue()
