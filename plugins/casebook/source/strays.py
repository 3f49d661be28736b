"""What somebody put where a submission belongs, and what to do with it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

# Office programs keep such a file while they have its document open.
_LOCK: Final = "~$"
# The likeliest first, by the ending of the name.
_HINTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "stray_text": (".md", ".markdown"),
        "stray_word": (".docx",),
        "stray_old_word": (".doc", ".wps"),
    }
)


def hint_for(names: Iterable[str]) -> dict[str, str]:
    """Which of the files is most likely the submission, as the particulars of a finding.

    >>> hint_for(["board.png", "终稿.docx", "~$终稿.docx"])
    {'hint': 'stray_word', 'name': '终稿.docx'}
    >>> hint_for(["board.png"])
    {'hint': 'place'}
    """
    ordered = sorted(names)
    for hint, endings in _HINTS.items():
        for name in ordered:
            if name.lower().endswith(endings) and not name.startswith(_LOCK):
                return {"hint": hint, "name": name}
    lock = next((name for name in ordered if name.startswith(_LOCK)), None)
    return {"hint": "lock", "name": lock} if lock else {"hint": "place"}
