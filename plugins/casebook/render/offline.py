"""An offline copy: pages whose links name files, and the search index as scripts.

A browser that opens a page from a disk shows a folder as a list of what is in it, and reads other
files as pictures, styles and plain scripts only.
"""

import json
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from html import escape, unescape
from typing import Final

_TAG: Final = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE: Final = re.compile(
    r"""(?P<before>\s(?P<name>[^\s"'<>/=]+)=)(?P<value>"[^"]*"|'[^']*'|[^\s"'<>]+)"""
)
_REFRESH: Final = re.compile("([0-9]+; *url=)(.*)")
_FOLDER: Final = re.compile(
    r"(?![a-z][a-z0-9+.-]*:|/)(?P<path>(?:[^?#]*/)?\.{0,2})(?P<rest>[?#].*)?", re.IGNORECASE
)
_SCRIPT: Final = re.compile(rb'casebookFile\("[^"]*","([^"]*)"\)')
_LINKS: Final = frozenset(("href", "action"))


def local(address: str) -> str:
    """The address of a page by the name of its file; every other address as it is.

    >>> local("../../units/#hall"), local(".."), local("flow.png"), local("https://example.org/")
    ('../../units/index.html#hall', '../index.html', 'flow.png', 'https://example.org/')
    """
    found = _FOLDER.fullmatch(address)
    if found is None or not found["path"]:
        return address
    slash = "" if found["path"].endswith("/") else "/"
    return f"{found['path']}{slash}index.html{found['rest'] or ''}"


def page(html: bytes) -> bytes:
    """A page whose relative links, forms and refreshes lead to files.

    >>> page(b'<a href="../">x</a>')
    b'<a href="../index.html">x</a>'
    """
    text = html.decode("utf-8", "surrogateescape")
    made = _TAG.sub(lambda tag: _ATTRIBUTE.sub(_attribute, tag[0]), text)
    return made.encode("utf-8", "surrogateescape")


def _attribute(found: re.Match[str]) -> str:
    name = found["name"].lower()
    value = unescape(found["value"].strip("\"'"))
    if name == "content" and (refresh := _REFRESH.fullmatch(value)):
        made = refresh[1] + local(refresh[2])
    else:
        made = local(value) if name in _LINKS else value
    return found[0] if made == value else f'{found["before"]}"{escape(made)}"'


def packed(data: bytes) -> bytes:
    """The file that such a script hands over; whatever else as it is.

    >>> packed(script("manifest", b"x"))
    b'x'
    """
    if found := _SCRIPT.fullmatch(data):
        with suppress(ValueError):
            return b64decode(found[1], validate=True)
    return data


def script(name: str, data: bytes) -> bytes:
    """A file as a script that hands it over under a name; `assets/search/offline.js` takes it.

    >>> script("manifest", b"x")
    b'casebookFile("manifest","eA==")'
    """
    return f'casebookFile({json.dumps(name)},"{b64encode(data).decode()}")'.encode()
