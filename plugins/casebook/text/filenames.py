"""File names that every desk can hold: Windows, macOS and Linux, in a shared folder or a zip."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file, "Naming conventions".
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$", re.IGNORECASE)
_LONGEST = 200


def is_portable(name: str) -> bool:
    """Whether Windows can hold a file of this name.

    >>> is_portable("流程图.png"), is_portable("aux.png"), is_portable("a.")
    (True, False, False)
    """
    return (
        0 < len(name) <= _LONGEST
        and not _FORBIDDEN.search(name)
        and not _RESERVED.match(name)
        and not name.endswith((".", " "))
    )


def folded(name: str) -> str:
    """The key under which two names are one file where case and composition do not count.

    >>> folded("Flow.PNG") == folded("flow.png")
    True
    """
    return unicodedata.normalize("NFC", name).casefold()
