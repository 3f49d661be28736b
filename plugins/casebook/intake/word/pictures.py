"""The pictures of a Word file: by their bytes, encoded anew, under names that tell nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from casebook.intake.word.package import Package, Relation
from casebook.source.files import MOST_IMAGE_BYTES, picture

Clean = Callable[[bytes, str], bytes]

_MOST: Final = 100
_SUFFIXES: Final = {"png": "png", "jpeg": "jpg", "webp": "webp"}
# What programs write in the place of a description: file names, paths, and names of their own.
_NO_DESCRIPTION = re.compile(
    r".*[/\\].*|.*\.(?:png|jpe?g|gif|bmp|webp|tiff?|emf|wmf)|(?:图片|图像|image|picture)\s*\d*"
    r"|(?:微信|QQ|屏幕)?(?:图片|截图)[\s_\d-]*"
    r"|[0-9a-f]{16,}|img[_\d-]*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Pictures:
    """Takes pictures out of a package; `clean` encodes one anew."""

    package: Package
    clean: Clean
    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def take(self, relation: Relation | None) -> tuple[str, str]:
        """The name of a picture in the folder of the case, or else why it is not taken."""
        if relation is None:
            return "", "missing"
        if relation.outside:
            # Nothing is fetched.
            return "", "outside"
        part = relation.target
        why = "" if part in self._names else self._put(part)
        return self._names.get(part, ""), why

    def _put(self, part: str) -> str:
        data = self.package.part(part)
        if not data:
            return "missing"
        if len(data) > MOST_IMAGE_BYTES or len(self.files) >= _MOST:
            return "large"
        found = picture(data, part)
        if found.kind not in _SUFFIXES:
            return found.kind if found.kind in {"large", "animated"} else "unfit"
        try:
            cleaned = self.clean(data, found.kind)
        except (OSError, ValueError):
            return "unfit"
        name = f"image-{len(self.files) + 1}.{_SUFFIXES[found.kind]}"
        self.files[name] = cleaned
        self._names[part] = name
        return ""


def description(told: str) -> str:
    """What a picture is said to show; nothing where only a program said something.

    >>> [description(one) for one in ("办事流程共四步", "D:/a/1.png", "图片 3", "微信图片_2024")]
    ['办事流程共四步', '', '', '']
    """
    line = " ".join(told.split())
    return "" if _NO_DESCRIPTION.fullmatch(line) else line
