"""A small foreign collection and an empty library to adopt it into."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casebook.intake.adopt import adopt
from casebook.intake.report import AdoptionReport
from intake.adopting import rules, silent
from shared import ROOT

HERE = Path(__file__).parent / "collection"
Adopt = Callable[..., AdoptionReport]


@pytest.fixture
def collection() -> Path:
    return HERE


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    shutil.copytree(ROOT / "site_config", root / "site_config")
    for name in ("awards", "targets"):  # these speak of the sample's own cases
        (root / f"site_config/registry/{name}.yml").unlink()
    shutil.rmtree(root / "site_config/volumes")
    return root


@pytest.fixture
def run(tmp_path: Path, library: Path) -> Adopt:
    """Adopts files given as path and text or bytes into the library of the test."""

    def adopted(
        files: Mapping[str, str | bytes], extra: str = "", *, dry_run: bool = False
    ) -> AdoptionReport:
        for name, content in files.items():
            path = tmp_path / "foreign" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return adopt(tmp_path / "foreign", library, rules(extra), silent, dry_run=dry_run)

    return adopted
