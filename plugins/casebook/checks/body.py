"""The body leads where it says, shows what is there, and holds nothing live."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from casebook.audience import is_visible
from casebook.findings import Finding
from casebook.model.body import Body, Image, Link
from casebook.model.case import Case, File
from casebook.model.ids import CASE_ID, CaseId
from casebook.model.library import Library
from casebook.model.terms import Audience
from casebook.record import Place

_CODE_OF_FLAW: Final = MappingProxyType(
    {
        "raw_html": "CB201",
        "scheme": "CB202",
        "limit": "CB209",
        "remote_image": "CB210",
        "level_one": "CB211",
        "outside": "CB020",
    }
)
_SUFFIXES: Final = MappingProxyType(
    {
        "png": (".png",),
        "jpeg": (".jpg", ".jpeg"),
        "webp": (".webp",),
        "pdf": (".pdf",),
        "zip": (".docx", ".xlsx", ".pptx"),
        "text": (".csv", ".txt"),
    }
)


def body_findings(
    case: Case, library: Library, bodies: Mapping[CaseId, Body], pages: Collection[str]
) -> Iterator[Finding]:
    """Every finding about the text of a case and the files beside it."""
    body = bodies[case.id]
    for flaw in body.flaws:
        at = Place(case.path, flaw.line, flaw.column)
        yield Finding(code=_CODE_OF_FLAW[flaw.kind], at=at, params={"detail": flaw.detail})
    for image in body.images:
        yield from _image(case, image)
    for link in body.links:
        yield from _link(case, link, library, bodies, pages)
    for file in case.files:
        yield from _file(case, file)


def _image(case: Case, image: Image) -> Iterator[Finding]:
    at = Place(case.path, image.line, image.column)
    folder, name = posixpath.split(image.path)
    file = case.file(name) if folder == posixpath.dirname(case.path) else None
    if file is None or (not file.is_image and file.kind not in {"large", "damaged"}):
        yield Finding(code="CB203", at=at, params={"target": name})
    if not image.alt.strip():
        yield Finding(code="CB204", at=at, params={"target": name})


def _file(case: Case, file: File) -> Iterator[Finding]:
    """A file beside the case is what its name says, and of a kind that may be published."""
    at = Place(posixpath.join(posixpath.dirname(case.path), file.name))
    if file.kind == "large":
        yield Finding(code="CB206", at=at, params={"target": file.name})
    elif not file.name.lower().endswith(_SUFFIXES.get(file.kind, ())):
        yield Finding(code="CB205", at=at, params={"target": file.name, "kind": file.kind})


def _link(
    case: Case,
    link: Link,
    library: Library,
    bodies: Mapping[CaseId, Body],
    pages: Collection[str],
) -> Iterator[Finding]:
    at = Place(case.path, link.line, link.column)
    target = target_case(link.path)
    if target is not None and target in library.cases:
        other = library.cases[target]
        if not _seen_by_readers(case, other, library):
            yield Finding(code="CB305", at=at, params={"target": target})
        elif link.fragment and not _has_anchor(bodies.get(target), link.fragment):
            yield Finding(code="CB213", at=at, params={"target": link.fragment})
    elif link.path not in pages and not _is_attachment(case, link.path):
        folder, name = posixpath.split(link.path)
        in_folder = folder == posixpath.dirname(case.path) and case.file(name)
        code = "CB212" if in_folder else "CB207"
        yield Finding(code=code, at=at, params={"target": link.path})


def target_case(path: str) -> CaseId | None:
    """The case that a path in the source tree leads to.

    >>> target_case("cases/2025/2025-0007/index.md"), target_case("cases/2025/2025-0007")
    ('2025-0007', '2025-0007')
    """
    parts = path.removesuffix("/index.md").strip("/").split("/")
    if parts[0] == "cases" and CASE_ID.fullmatch(parts[-1]) and len(parts) in {2, 3}:
        return CaseId(parts[-1])
    return None


def _has_anchor(body: Body | None, fragment: str) -> bool:
    return body is not None and any(heading.anchor == fragment for heading in body.headings)


def _is_attachment(case: Case, path: str) -> bool:
    folder, name = posixpath.split(path)
    return folder == posixpath.dirname(case.path) and any(
        one.file == name for one in case.attachments
    )


def _seen_by_readers(case: Case, other: Case, library: Library) -> bool:
    """Whether everybody who can read the one case can also read the other."""
    return all(
        is_visible(other, library, audience)
        for audience in Audience
        if is_visible(case, library, audience)
    )
