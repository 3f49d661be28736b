"""What stands in a Word file beside its text: comments, heads and feet of pages."""

from collections.abc import Iterator, Mapping

from casebook.intake.word.names import Element, below, qname, words_of
from casebook.intake.word.notes import NOWHERE, Note
from casebook.intake.word.package import Package, Unfit, UnfitError
from casebook.text.secrecy import secrecy_marks


def leftovers(package: Package, root: Element, author: str) -> Iterator[Note]:
    """A note for each of them that says something; comments by `author` are our own.

    Raises UnfitError where a page bears the mark of a state secret.
    """
    comments = package.xml(package.related("comments"))
    anchors = _anchors(root)
    for one in () if comments is None else comments.findall(qname("w:comment")):
        words = " ".join(words_of(one).split())
        if words and one.get(qname("w:author")) != author:
            yield Note("comment", anchors.get(one.get(qname("w:id"), ""), NOWHERE), words)
    told: set[str] = set()
    for relation in package.relations.values():
        if relation.kind not in {"header", "footer"} or relation.outside:
            continue
        part = package.xml(relation.target)
        words = "" if part is None else " ".join(words_of(part).split())
        if any(one.kind == "state" for one in secrecy_marks(words)):
            # The text would come in without its mark.
            raise UnfitError(Unfit.MARKED)
        # A number of a page says nothing.
        if words not in told and any(one.isalpha() for one in words):
            told.add(words)
            yield Note(relation.kind, NOWHERE, words)


def _anchors(root: Element) -> Mapping[str, int]:
    """The number of the paragraph in which each comment is anchored."""
    found: dict[str, int] = {}
    for number, paragraph in enumerate(below(root, "w:p")):
        for one in below(paragraph, "w:commentReference"):
            found.setdefault(one.get(qname("w:id"), ""), number)
    return found
