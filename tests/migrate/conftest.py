"""An old library, its twin in the present format, and whole sites of them."""

import shutil
from pathlib import Path

import pytest

from sites import ROOT

HERE = Path(__file__).parent


def laid_out(name: str, root: Path) -> Path:
    """A library of this folder with the pages around it; both twins have the same cases."""
    shutil.copytree(HERE / "old/cases", root / "cases")
    shutil.copytree(HERE / name / "site_config", root / "site_config")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "site_config/theme", root / "site_config/theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return laid_out("old", tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return laid_out("new", tmp_path / "new")
