"""A library to run commands on, and a way to run them in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from casebook.cli import main
from sites import copy_sample


class Answer(NamedTuple):
    """What a command ended with and said."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str | Path) -> Answer:
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        code = ended.value.code
        return Answer(code if isinstance(code, int) else 0, captured.out, captured.err)

    return call


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_sample(tmp_path / "library")
