"""The catalogue of messages, from the package's own files."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from casebook.findings import Catalogue

LOCALE: Final = Path(__file__).parent.parent / "locale"
LANGUAGES: Final = {"zh": "zh_CN", "en": "en"}


@cache
def read_catalogue(language: str = "zh") -> Catalogue:
    """The messages of one language; raises KeyError for a language that is not there."""
    text = (LOCALE / f"{LANGUAGES[language]}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Catalogue(data["findings"], data["fields"], data["phrases"])
