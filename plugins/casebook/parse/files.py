"""The files beside a record, as far as pages need to know of them."""

from casebook.model.case import File
from casebook.record import RawRecord


def files_of(raw: RawRecord) -> tuple[File, ...]:
    """The pictures and attachments in the folder of a record."""
    return tuple(
        File(name=one.name, kind=one.kind, size=one.size, width=one.width, height=one.height)
        for one in raw.files
    )
