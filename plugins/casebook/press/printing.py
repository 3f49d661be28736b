"""A manuscript to files: pandoc makes the texts of every format, Typst sets the PDF."""

import datetime
import io
import json
import posixpath
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import pypandoc
import segno

from casebook.press.fonts import Fonts
from casebook.press.manuscript import Manuscript
from casebook.press.reference import reference_document
from casebook.press.sandbox import run
from casebook.render.articles import TEMPLATES
from casebook.render.images import clean_image

_TEMPLATES: Final = TEMPLATES / "press"
_GIB: Final = 1024**3
# Pictures stand in their own size at this resolution, where the page is wide enough.
_DPI: Final = 150
_POINTS: Final = 72
_STANDARDS: Final = ("a-2a", "ua-1")
_SHANGHAI: Final = datetime.timezone(datetime.timedelta(hours=8))


class Format(StrEnum):
    """What a volume is made into."""

    PDF = "pdf"
    DOCX = "docx"
    EPUB = "epub"


def print_volume(  # noqa: PLR0913 (what is printed, of what, and how)
    root: Path,
    work: Manuscript,
    formats: Collection[Format],
    fonts: Fonts,
    day: datetime.date,
    *,
    draft: bool = False,
) -> Mapping[Format, bytes]:
    """The files of a volume; the same input gives the same bytes.

    `root` is the library's folder, `day` the date that the files bear. Raises PressError.
    """
    moment = int(datetime.datetime.combine(day, datetime.time(), _SHANGHAI).timestamp())
    with tempfile.TemporaryDirectory(prefix="casebook-press-") as name:
        folder = Path(name)
        job = {
            **work.data,
            **_job(work, formats, fonts),
            "draft": draft,
            "press": False,
            "day": day.isoformat(),
        }
        _lay_out(root, folder, work, job, fonts)
        _convert(folder, moment)
        if Format.PDF in formats:
            _typeset(folder, moment)
        made = {one: (folder / f"volume.{one}").read_bytes() for one in formats}
        if Format.DOCX in made:
            made[Format.DOCX] = _without_clock(made[Format.DOCX], day)
        return made


def _without_clock(data: bytes, day: datetime.date) -> bytes:
    """An archive whose members bear the date of the volume and no hour."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return stream.getvalue()


def _job(work: Manuscript, formats: Collection[Format], fonts: Fonts) -> dict[str, Any]:
    bold = fonts.used()["title"].startswith("Noto")
    volume = work.view.volume
    return {
        "formats": {str(one): True for one in formats},
        "identifier": f"casebook-volume-{volume.id}",
        "reference": "reference.docx",
        "rights": work.data["internal"],
        "fonts": {
            **{role: list(names) for role, names in fonts.roles.items()},
            "title-weight": "bold" if bold else "regular",
        },
    }


def _lay_out(root: Path, folder: Path, work: Manuscript, job: dict[str, Any], fonts: Fonts) -> None:
    """Everything that the tools may read, and nothing else, into one folder."""
    for name in ("html", "typ", "qr", "fonts"):
        (folder / name).mkdir()
    for key, text in work.chapters.items():
        (folder / "html" / f"{key}.html").write_text(text, encoding="utf-8")
    known = {
        f"{posixpath.dirname(one.case.path)}/{file.name}": file
        for one in work.view.cases
        for file in one.case.files
    }
    for name, path in work.images.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(clean_image((root / path).read_bytes(), known[path].kind))
    job["images"] = {name: known[path].width * _POINTS / _DPI for name, path in work.images.items()}
    for key, address in job["addresses"].items():
        segno.make(address, error="m", micro=False).save(
            str(folder / "qr" / f"{key}.svg"), border=0, xmldecl=False, svgns=True
        )
    for font in fonts.paths():
        (folder / "fonts" / font.name).symlink_to(font.resolve())
    for name in ("press.typ", "volume.typ", "print.lua"):
        shutil.copy(_TEMPLATES / name, folder)
    if "docx" in job["formats"]:
        (folder / "reference.docx").write_bytes(reference_document(str(job["layout"]), job))
    (folder / "volume.json").write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")


def _convert(folder: Path, moment: int) -> None:
    # Memory is limited by GHC itself: it reserves far more addresses than it ever uses.
    command = [pypandoc.get_pandoc_path(), "+RTS", "-M2g", "-RTS", "lua", "print.lua"]
    run([*command, "volume.json"], folder, memory=0, more={"SOURCE_DATE_EPOCH": str(moment)})


def _typeset(folder: Path, moment: int) -> None:
    job = {
        "main": "volume.typ",
        "output": "volume.pdf",
        "fonts": [str(folder / "fonts")],
        "standards": list(_STANDARDS),
        "timestamp": moment,
    }
    (folder / "typst.json").write_text(json.dumps(job), encoding="utf-8")
    command = [sys.executable, "-m", "casebook.press.typesetter", str(folder / "typst.json")]
    run(command, folder, memory=8 * _GIB, more={})
