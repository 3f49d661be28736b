"""The browser's own code in Node, for tests that need no page."""

import json
import shutil
import subprocess
from typing import Any, Final

import pytest

from casebook.publish.site import ASSETS

SCRIPTS: Final = ASSETS / "search"
_RUN: Final = """
const fs = require("fs");
globalThis.self = globalThis;
const [folder, names, body] = JSON.parse(fs.readFileSync(0, "utf8"));
for (const name of names) {
  (0, eval)(fs.readFileSync(`${folder}/${name}`, "utf8"));
}
(async () => {
  const made = await (0, eval)(`(async () => {${body}})()`);
  process.stdout.write(JSON.stringify(made));
})();
"""


def node(scripts: tuple[str, ...], body: str) -> Any:
    """What a piece of JavaScript returns after the scripts were loaded; skips without Node."""
    command = shutil.which("node")
    if command is None:
        pytest.skip("node is not installed")
    given = json.dumps([str(SCRIPTS), scripts, body])
    done = subprocess.run(
        [command, "-e", _RUN], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
