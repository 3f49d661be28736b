"""A real site of 270 Chinese pages with the plugin switched on: its own pages stay as they were."""

import tarfile
from pathlib import Path

import pytest
import yaml

from sites import copy_sample, files, run, shared


class _Loader(yaml.SafeLoader):
    """Reads the tags of Material's configuration as nothing."""


_Loader.add_multi_constructor("tag:", lambda *_: None)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = shared("mkdocs-site-zh.tar.gz")
    folder = tmp_path_factory.mktemp("foreign")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return next(folder.rglob("mkdocs.yml")).parent


def _built(site: Path, name: str, plugins: list[str]) -> dict[str, bytes]:
    config = yaml.load((site / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)  # noqa: S506 (safe)
    config["plugins"] = plugins
    path = site / f"{name}.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    run("mkdocs", "build", "-q", "-f", path, "-d", site / f"site-{name}", cwd=site)
    return files(site / f"site-{name}")


@pytest.fixture(scope="module")
def plain(foreign: Path) -> dict[str, bytes]:
    return _built(foreign, "plain", [])


def test_without_a_library_nothing_changes(foreign: Path, plain: dict[str, bytes]) -> None:
    assert len([name for name in plain if name.endswith(".html")]) > 250
    assert _built(foreign, "switched-on", ["casebook/library"]) == plain


def test_beside_a_library_its_own_pages_stay(foreign: Path, plain: dict[str, bytes]) -> None:
    sample = copy_sample(foreign / "sample")
    for name in ("cases", "site_config"):
        (sample / name).rename(foreign / name)
    both = _built(foreign, "beside", ["casebook/library"])
    differing = {name for name in plain if both.get(name) != plain[name]}
    # What no page loads is left behind.
    theme = {name for name in differing - both.keys() if name.startswith("assets/javascripts/")}
    assert differing - theme <= {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    assert "cases/2025-0001/index.html" in both
