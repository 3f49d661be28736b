"""Marks by which offices keep a paper from the public: of a state secret, of internal material."""

import re
from collections.abc import Iterator
from typing import Final

from casebook.text.sensitive import Sensitive

# Spaces, and what makes a word bold.
_GAP: Final = r"[ \u3000*_]*"
# In simplified and traditional characters: the degree, then a star, then for how long or until
# when (机密★10年, 秘密★长期, 绝密★启用前).
_STATE: Final = re.compile(rf"[绝絕机機秘祕]{_GAP}密{_GAP}[★☆]")
# One class for all that may stand between: two in a row would take the square of the time.
_INTERNAL: Final = re.compile(
    r"[内內]部(?:[资資]料|文件|材料)[ \u3000*_】（(，,、·—-]*"
    r"(?:[请請]?(?:注意|妥善)(?:保存|保管|保密)|(?:[请請]勿|不得|[严嚴]禁)外[传傳])"
)


def secrecy_marks(text: str) -> Iterator[Sensitive]:
    """The marks in a text: `state` of a state secret, `internal` of material that stays inside.

    A paper of an office bears the former by GB/T 7156-2003.

    >>> [one.kind for one in secrecy_marks("机密★10年　内部资料　注意保存")]
    ['state', 'internal']
    """
    for kind, pattern in (("state", _STATE), ("internal", _INTERNAL)):
        for match in pattern.finditer(text):
            yield Sensitive(kind, *match.span())
