"""File names that every desk can hold: Windows, macOS and Linux, in a shared folder or a zip."""

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file, "Naming conventions".
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$", re.IGNORECASE)
_LONGEST = 200
_SIGN = r"A-Za-z0-9\u4e00-\u9fff"
_ADDRESS = re.compile(rf"[{_SIGN}](?:[{_SIGN}._-]{{0,78}}[{_SIGN}_-])?")


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


def is_address(name: str) -> bool:
    """Whether a name can be one step of an address, written the same in a link and on a disk.

    >>> [is_address(name) for name in ("GL-2019.12", "旧库-17", "../a", "con", "〔2019〕3号")]
    [True, True, False, False, False]
    """
    return (
        _ADDRESS.fullmatch(name) is not None
        and is_portable(name)
        and not name.lower().endswith((".html", ".htm"))
    )


def folded(name: str) -> str:
    """The key under which two names are one file where case and composition do not count.

    >>> folded("Flow.PNG") == folded("flow.png")
    True
    """
    return unicodedata.normalize("NFC", name).casefold()
