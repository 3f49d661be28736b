"""The preview follows an edit and is open to this machine alone."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from sites import copy_sample

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def read_until(url: str, wanted: str) -> str:
    deadline = time.monotonic() + PATIENCE
    text = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 (loopback)
                text = answer.read().decode()
        except OSError:  # refused, or busy with a build
            text = ""
        if wanted in text:
            return text
        time.sleep(0.2)
    pytest.fail(f"{wanted} did not appear in {url}: {text[:200]}")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, int]]:
    copy_sample(tmp_path)
    port = free_port()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path.parent / "cache"))
    command = [
        sys.executable,
        "-m",
        "casebook",
        "serve",
        "--root",
        str(tmp_path),
        "--port",
        str(port),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        yield tmp_path, port
        process.terminate()


def test_an_edit_shows_in_the_preview(served: tuple[Path, int]) -> None:
    root, port = served
    url = f"http://127.0.0.1:{port}/cases/2025-0001/"
    read_until(url, "夜间办事窗口")
    search = f"http://127.0.0.1:{port}/api/search?q=yjbsck"
    assert json.loads(read_until(search, "total"))["hits"][0]["id"] == "2025-0001"
    case = root / "cases/2025/2025-0001/index.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("title: 夜间办事窗口", "title: 晚间窗口", 1), encoding="utf-8")
    read_until(url, "晚间窗口")
    read_until(f"http://127.0.0.1:{port}/api/suggest?q=wanjianchuangkou", "晚间窗口")
    assert not (root / "site").exists()
    case.write_text(text.replace("scope: public", "scope: intranet", 1), encoding="utf-8")
    read_until(search, '"total": 0')


def test_a_finding_shows_in_the_page_and_the_preview_goes_on(served: tuple[Path, int]) -> None:
    root, port = served
    home = f"http://127.0.0.1:{port}/"
    assert "CB003" not in read_until(home, "livereload(")
    case = root / "cases/2025/2025-0001/index.md"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("title: ", "title：", 1), encoding="utf-8")
    read_until(home, "cases/2025/2025-0001/index.md:2")
    settings = root / "site_config/site.yml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(f"{good}\nno_such_setting: [\n", encoding="utf-8")
    read_until(home, "site_config/site.yml")
    settings.write_text(good, encoding="utf-8")
    case.write_text(text, encoding="utf-8")
    read_until(f"{home}cases/2025-0001/", "夜间办事窗口")


def test_it_answers_by_no_foreign_name_and_shows_what_is_public(served: tuple[Path, int]) -> None:
    root, port = served
    draft = (root / "cases/2025/2025-0001/index.md").read_text(encoding="utf-8")
    home = f"http://127.0.0.1:{port}/"
    read_until(home, "livereload(")
    request = urllib.request.Request(home, headers={"Host": f"evil.example:{port}"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=5)  # noqa: S310 (loopback)
    hidden = root / "cases/2025/2025-0001/index.md"
    hidden.write_text(draft.replace("scope: public", "scope: intranet", 1), encoding="utf-8")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{home}cases/2025-0001/", timeout=5).close()  # noqa: S310 (loopback)
        except urllib.error.HTTPError:
            return
        except OSError:  # busy with a build
            pass
        time.sleep(0.2)
    pytest.fail("the hidden case is still shown")
