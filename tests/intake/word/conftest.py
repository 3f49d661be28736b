"""A library that takes Word files in."""

import shutil
from pathlib import Path

import pytest

from casebook.cli.init import STARTER
from sites import copy_sample


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library without cases; nothing is written there."""
    return made(tmp_path_factory.mktemp("word") / "library")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return made(tmp_path / "library")


def made(root: Path) -> Path:
    """The settings of the sample, and beside its calls the one that a new library has."""
    copy_sample(root, cases=False)
    for name in ("calls", "rubrics"):
        shutil.copy(STARTER / f"site_config/{name}/general.yml", root / f"site_config/{name}")
    return root
