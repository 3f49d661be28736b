"""Compiled templates, kept beside the compiled code of the package and trusted as that is."""

import os
from pathlib import Path
from typing import Final

import jinja2

_FOLDER: Final = Path(__file__).parent.parent / "__pycache__" / "templates"


def compiled_templates() -> jinja2.BytecodeCache | None:
    """Where an environment finds its templates compiled; None where nothing can be kept.

    Each is kept by the hash of its source, so one that was edited is compiled anew.
    """
    try:
        _FOLDER.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    is_writable = os.access(_FOLDER, os.W_OK | os.X_OK)
    return jinja2.FileSystemBytecodeCache(str(_FOLDER)) if is_writable else None
