"""One volume, compiled once for all tests."""

import pytest

from casebook import app
from casebook.findings import Catalogue
from casebook.model.volume import Format
from casebook.press.fonts import Fonts, NoFontError, find_fonts
from casebook.press.printing import print_volume
from casebook.press.volumes import prepared
from press_book import DAY, SITE, Book, written
from sites import ROOT, TODAY


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    try:
        return find_fonts(ROOT)
    except NoFontError as error:
        pytest.skip(f"no font for {error}; make test brings them")


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, fonts: Fonts) -> Book:
    root = written(tmp_path_factory.mktemp("press") / "library")
    loaded = app.load(root, TODAY, catalogue)
    volume = next(iter(loaded.library.volumes.values()))
    work = prepared(volume, app.edition(loaded, volume.readers), SITE, catalogue)
    return Book(root, loaded, work, print_volume(root, work, list(Format), fonts, DAY))
