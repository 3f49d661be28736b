"""Which files beside a case go out with it."""

import posixpath

from casebook.model.article import Article
from casebook.model.body import Outline
from casebook.model.case import Case, File


def published_files(case: Case | Article, body: Outline | None) -> tuple[File, ...]:
    """The declared attachments of a gated case or article, and the pictures that its body shows."""
    wanted = {attachment.file for attachment in case.attachments}
    folder = posixpath.dirname(case.path)
    for image in body.images if body is not None else ():
        where, name = posixpath.split(image.path)
        if where == folder:
            wanted.add(name)
    return tuple(file for file in case.files if file.name in wanted)
