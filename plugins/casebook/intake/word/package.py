"""A Word file as a bounded zip: its parts, its relationships, and its XML without a DTD."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from lxml import etree

MOST_BYTES: Final = 50 * 1024 * 1024
_MOST_MEMBERS: Final = 2000
_MOST_UNPACKED: Final = 200 * 1024 * 1024
_MOST_XML: Final = 16 * 1024 * 1024
# XML of offices packs some 10 to 30 times; a bomb a thousand times.
_MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


class Unfit(StrEnum):
    """Why a file is not taken: the end of a phrase `word_unfit_…`."""

    UNREAD = "unread"
    KIND = "kind"
    LARGE = "large"
    DAMAGED = "damaged"
    LOCKED = "locked"
    PATHS = "paths"
    STRICT = "strict"
    DTD = "dtd"
    LIMITS = "limits"
    MARKED = "marked"


class UnfitError(Exception):
    """A file that is not taken, and why."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Relation:
    """What an id stands for: a part of the package, or a place outside of it."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a .docx by name; raises UnfitError for whatever is none, or is too large."""

    def __init__(self, name: str, data: bytes) -> None:
        if not name.lower().endswith(".docx") or data.startswith(_OLE):
            raise UnfitError(Unfit.KIND)
        if len(data) > MOST_BYTES:
            raise UnfitError(Unfit.LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnfitError(Unfit.DAMAGED) from error
        self._members = _checked(self._zip.infolist())
        self.document = self._main()
        self.relations = self.relations_of(self.document)

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none."""
        member = self._members.get(name)
        if member is None:
            return b""
        try:
            with self._zip.open(member) as stream:
                # What the directory says of a size need not be so.
                data = stream.read(member.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError,
                NotImplementedError) as error:  # fmt: skip
            raise UnfitError(Unfit.DAMAGED) from error
        if len(data) > member.file_size:
            raise UnfitError(Unfit.LARGE)
        return data

    def xml(self, name: str) -> Any:  # noqa: ANN401 (an element of lxml, or None)
        """The root of a part of XML, or None where the part is missing."""
        data = self.part(name)
        if not data:
            return None
        if len(data) > _MOST_XML:
            raise UnfitError(Unfit.LARGE)
        if _STRICT in data:
            raise UnfitError(Unfit.STRICT)
        # Without remarks, since text may stand on both sides of one.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnfitError(Unfit.DAMAGED) from error
        if root.getroottree().docinfo.doctype:
            raise UnfitError(Unfit.DTD)
        return root

    def relations_of(self, part: str) -> dict[str, Relation]:
        """What the ids in a part stand for."""
        folder, _, name = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return {}
        return {one.get("Id", ""): _relation(one, folder) for one in root.iter(_RELATION)}

    def related(self, kind: str) -> str:
        """The name of the part that the document has for something; empty where it has none."""
        ends = (one.target for one in self.relations.values() if one.kind == kind)
        return next(ends, "")

    def _main(self) -> str:
        found = (one.target for one in self.relations_of("").values() if _is_main(one))
        document = next(found, "")
        types = self.xml("[Content_Types].xml")
        if document not in self._members or types is None:
            raise UnfitError(Unfit.DAMAGED)
        told = {one.get("PartName", "").lstrip("/"): one.get("ContentType") for one in
                types.iter(_TYPES)}  # fmt: skip
        # Documents with macros and templates are told by their type, whatever they are called.
        if told.get(document, _DOCX) != _DOCX:
            raise UnfitError(Unfit.KIND)
        return document


def _checked(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The members by name, of a package that is neither a bomb nor a trap."""
    if len(infos) > _MOST_MEMBERS or sum(one.file_size for one in infos) > _MOST_UNPACKED:
        raise UnfitError(Unfit.LARGE)
    members = {one.filename: one for one in infos}
    for one in infos:
        if one.file_size > max(_SMALL, _MOST_RATIO * one.compress_size):
            raise UnfitError(Unfit.LARGE)
        if one.flag_bits & 1:
            raise UnfitError(Unfit.LOCKED)
        if one.filename.startswith("/") or "\\" in one.filename or ".." in one.filename.split("/"):
            raise UnfitError(Unfit.PATHS)
    if len(members) != len(infos):
        # Of two parts with one name each program reads another.
        raise UnfitError(Unfit.PATHS)
    return members


def _relation(one: Any, folder: str) -> Relation:  # noqa: ANN401
    target = one.get("Target", "")
    outside = one.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(one.get("Type", "").rpartition("/")[2], target, outside)


def _is_main(one: Relation) -> bool:
    return one.kind == "officeDocument" and not one.outside
