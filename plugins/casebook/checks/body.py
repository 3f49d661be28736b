"""The body leads where it says, shows what is there, and holds nothing live."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from casebook.audience import may_see
from casebook.checks.mentions import mention_findings
from casebook.findings import Finding
from casebook.model.article import Article, ArticleId, article_of_path
from casebook.model.body import Flaw, Image, Link, Outline
from casebook.model.case import Case, File
from casebook.model.ids import CaseId, case_of_path
from casebook.model.library import Library
from casebook.model.terms import Audience
from casebook.record import Place

Record = Case | Article
Outlines = Mapping[CaseId | ArticleId, Outline]

_CODE_OF_FLAW: Final = MappingProxyType(
    {
        "raw_html": "CB201",
        "scheme": "CB202",
        "limit": "CB209",
        "remote_image": "CB210",
        "level_one": "CB211",
        "outside": "CB020",
        "hidden": "CB024",
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
_ALLOWED: Final = tuple(chain.from_iterable(_SUFFIXES.values()))


def body_findings(
    case: Record, library: Library, outlines: Outlines, pages: Collection[str]
) -> Iterator[Finding]:
    """Every finding about the text of a record and the files beside it."""
    body = outlines[case.id]
    for flaw in body.flaws:
        at = Place(case.path, flaw.line, flaw.column)
        yield Finding(code=_CODE_OF_FLAW[flaw.kind], at=at, params=_particulars(flaw))
    for image in body.images:
        yield from _image(case, image)
        yield from _internal_file(case, image)
    for link in body.links:
        yield from _internal_file(case, link)
        yield from _link(case, link, library, outlines, pages)
    yield from mention_findings(case, body.mentions, library)
    for file in case.files:
        yield from _file(case, file)


def _particulars(flaw: Flaw) -> dict[str, str]:
    if flaw.kind == "hidden":
        return {"character": flaw.detail}
    if flaw.kind == "limit":
        return {"detail": flaw.detail, "count": str(flaw.count), "most": str(flaw.most)}
    return {"target": unquote(flaw.detail)} if flaw.detail else {}


def _image(case: Record, image: Image) -> Iterator[Finding]:
    at = Place(case.path, image.line, image.column)
    folder, name = posixpath.split(image.path)
    file = case.file(name) if folder == posixpath.dirname(case.path) else None
    # A file that is none of the kinds that may be published has a finding of its own.
    if file is None or (not file.is_image and _is_sound(file)):
        yield Finding(code="CB203", at=at, params={"target": name})
    if not image.alt.strip():
        yield Finding(code="CB204", at=at, params={"target": name})


def _internal_file(case: Record, used: Image | Link) -> Iterator[Finding]:
    """What a body shows or links is open to everybody who may read the body."""
    folder, name = posixpath.split(used.path)
    if folder != posixpath.dirname(case.path):
        return
    for attachment in case.attachments:
        if attachment.file == name and not attachment.audience.reaches(case.audience):
            at = Place(case.path, used.line, used.column)
            yield Finding(code="CB215", at=at, params={"target": name})


def _file(case: Record, file: File) -> Iterator[Finding]:
    """A file beside the case is what its name says, and of a kind that may be published."""
    at = Place(posixpath.join(posixpath.dirname(case.path), file.name))
    if file.kind == "large":
        yield Finding(code="CB206", at=at, params={"target": file.name})
    elif not _is_sound(file):
        params = {"target": file.name, "kind": file.kind, **_why_unsound(file)}
        yield Finding(code="CB205", at=at, params=params)


def _is_sound(file: File) -> bool:
    return file.name.lower().endswith(_SUFFIXES.get(file.kind, ()))


def _why_unsound(file: File) -> dict[str, str]:
    """What keeps a file from being published, and what to do about it."""
    name = file.name.lower()
    detail = "content" if name.endswith(_ALLOWED) else "kind"
    if name.startswith("~$"):
        return {"detail": "kind", "hint": "lock"}
    if name.endswith((".doc", ".xls", ".ppt")):
        return {"detail": detail, "hint": "old_office"}
    return {"detail": detail, "hint": "anew" if detail == "content" else "kinds"}


def _link(
    case: Record,
    link: Link,
    library: Library,
    outlines: Outlines,
    pages: Collection[str],
) -> Iterator[Finding]:
    at = Place(case.path, link.line, link.column)
    target = case_of_path(link.path) or article_of_path(link.path)
    other = _record(link.path, library)
    if target is not None and other is not None:
        if not _seen_by_readers(case, other, library):
            yield Finding(code="CB305", at=at, params={"target": target})
        elif link.fragment and not _has_anchor(outlines.get(target), link.fragment):
            yield Finding(code="CB213", at=at, params={"target": link.fragment})
    elif link.path not in pages and not _is_attachment(case, link.path):
        folder, name = posixpath.split(link.path)
        in_folder = folder == posixpath.dirname(case.path) and case.file(name)
        code = "CB212" if in_folder else "CB207"
        yield Finding(code=code, at=at, params={"target": link.path})


def _record(path: str, library: Library) -> Record | None:
    """The case or the article that a path leads to."""
    if (case_id := case_of_path(path)) is not None:
        return library.cases.get(case_id)
    article_id = article_of_path(path)
    return library.articles.get(article_id) if article_id else None


def _has_anchor(text: Outline | None, fragment: str) -> bool:
    return text is not None and any(heading.anchor == fragment for heading in text.headings)


def _is_attachment(case: Record, path: str) -> bool:
    folder, name = posixpath.split(path)
    return folder == posixpath.dirname(case.path) and any(
        one.file == name for one in case.attachments
    )


def _seen_by_readers(case: Record, other: Record, library: Library) -> bool:
    """Whether everybody who can read the one case can also read the other."""
    return all(
        may_see(other, library, audience)
        for audience in Audience
        if may_see(case, library, audience)
    )
