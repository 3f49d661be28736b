"""Where the links and images of a foreign file lead once it is a submission."""

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from casebook.intake.convert import Draft, case_target
from casebook.intake.inline import Target, Use
from casebook.intake.journal import Journal, Tally
from casebook.model.ids import CaseId
from casebook.record import Place, RawFile
from casebook.text.filenames import folded, is_portable

Look = Callable[[str], RawFile | None]

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB: Final = frozenset(("http:", "https:"))
_OPEN: Final = _WEB | {"mailto:", "tel:"}
_PAGES: Final = (".md", ".markdown")
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp")
_SUFFIXES: Final = {"png": ".png", "jpeg": ".jpg", "webp": ".webp"}
_WORDS = re.compile(r"[A-Za-z0-9]+")
_LONGEST_STEM: Final = 60
_LONGEST_ECHO: Final = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """An image that comes along: its name beside the submission, its place in the collection."""

    name: str
    path: str


@dataclass(slots=True)
class Resolver:
    """Resolves the targets of one draft; `look` tells what a file of the collection is."""

    draft: Draft
    ids: Mapping[str, CaseId]
    look: Look
    journal: Journal
    written: dict[str, str] = field(default_factory=dict)
    images: dict[str, Carried] = field(default_factory=dict)

    def resolve(self) -> None:
        """Fill `written` with the targets that change, and `images` by place."""
        for target in self.draft.targets:
            address = _address(target.text)
            scheme = _SCHEME.match(address)
            if address.startswith("//"):
                self._complete(target, address)
            elif scheme is not None:
                self._check_scheme(target, address, scheme.group().lower())
            elif not address:
                self._note("no_target", target, address)
            elif not address.startswith(("#", "?")):
                self._relative(target, address)

    def _complete(self, target: Target, address: str) -> None:
        """An address without a scheme was meant for whatever the old site used."""
        self.journal.count(Tally.CONVERTED, "scheme")
        self.written[target.text] = quote(f"https:{address}", safe="/-._~!$&'*+,;=:@?#%[]")
        self._count_remote(target, f"https:{address}")

    def _check_scheme(self, target: Target, address: str, scheme: str) -> None:
        if scheme in _WEB:
            self._count_remote(target, address)
        elif scheme not in _OPEN and target.use is not Use.DEFINITION:
            self._note("scheme", target, address)

    def _count_remote(self, target: Target, address: str) -> None:
        if target.use is Use.IMAGE:
            self.journal.count(Tally.REMOTE, _host(address))

    def _relative(self, target: Target, address: str) -> None:
        path, mark, fragment = address.partition("#")
        folder = posixpath.dirname(self.draft.path)
        place = posixpath.normpath(posixpath.join(folder, unquote(path.partition("?")[0])))
        if place.startswith(("/", "..")):
            self._note("outside", target, address)
        elif target.use is Use.IMAGE or (
            target.use is Use.DEFINITION and place.lower().endswith(_PICTURES)
        ):
            self._carry(target, place)
        elif place.lower().endswith(_PAGES) and place in self.ids:
            self.written[target.text] = case_target(self.ids[place]) + mark + fragment
        elif target.use is not Use.DEFINITION or "/" in place or "." in place:
            self._note("link", target, address)

    def _carry(self, target: Target, place: str) -> None:
        if place not in self.images:
            file = self.look(place)
            if file is None or file.kind not in _SUFFIXES:
                kind = "image_missing" if file is None else "image_unfit"
                self._note(kind, target, place)
                return
            self.images[place] = Carried(self._name(place, _SUFFIXES[file.kind]), place)
        self.written[target.text] = self.images[place].name

    def _name(self, place: str, suffix: str) -> str:
        """A name that every desk can hold, and that no other image of the submission has."""
        stem = posixpath.splitext(posixpath.basename(place))[0]
        stem = "-".join(_WORDS.findall(stem)).lower()[:_LONGEST_STEM].strip("-")
        stem = stem if stem and is_portable(stem) else f"image-{stem}".strip("-")
        taken = {folded(image.name) for image in self.images.values()}
        name, number = f"{stem}{suffix}", 1
        while folded(name) in taken:
            number += 1
            name = f"{stem}-{number}{suffix}"
        return name

    def _note(self, kind: str, target: Target, value: str) -> None:
        at: Place = self.draft.place(target.start)
        self.journal.note(kind, at, value=value[:_LONGEST_ECHO])


def _address(written: str) -> str:
    r"""What a target means, without brackets, backslashes and entities.

    >>> _address("<a b.md>"), _address("a\\_b.md"), _address("?a=1&amp;b=2")
    ('a b.md', 'a_b.md', '?a=1&b=2')
    """
    return html.unescape(_ESCAPE.sub(r"\1", written.removeprefix("<").removesuffix(">"))).strip()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
