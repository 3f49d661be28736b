"""A manuscript to files: pandoc makes the texts of every format, Typst sets the PDF."""

import datetime
import io
import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from casebook.model.volume import Format
from casebook.press.codes import put_codes
from casebook.press.epub import with_titles
from casebook.press.epub_cover import put_cover
from casebook.press.fonts import Fonts
from casebook.press.manuscript import PRESS, Manuscript
from casebook.press.reference import put_reference
from casebook.press.sandbox import PressError, Running, run, run_pandoc
from casebook.press.tree import tree
from casebook.press.typesetter import Told
from casebook.render.images import printable_image
from casebook.source.opening import opened
from casebook.source.today import SHANGHAI

_TYPST_MEMORY: Final = 8 * 1024**3
# What the tools are told, by the templates too.
_JOB: Final = "volume.json"
# Pictures stand in their own size at this resolution, where the page is wide enough.
DPI: Final = 150
_POINTS: Final = 72
_STANDARDS: Final = ("a-2a", "ua-1")
# The days that a ZIP archive, which a DOCX and an EPUB are, can bear.
_DAYS: Final = (datetime.date(1980, 1, 1), datetime.date(2107, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One PDF to be set: by which template, under which name, from which values.

    `asks` is the label of what the template is to tell of itself.
    """

    main: str
    output: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A folder with all that the tools may read of a volume, its fragments made."""

    folder: Path
    moment: int
    pictures: Mapping[str, str]

    def typeset(self, runs: Sequence[Run], *, press: bool = False) -> Mapping[str, Told]:
        """Set PDFs in one process, for the `press` marked up; what is told of each, by its name.

        Raises PressError.
        """
        run(self._command(runs, press=press), self.folder, memory=_TYPST_MEMORY, more={})
        told: dict[str, Any] = json.loads((self.folder / "told.json").read_text(encoding="utf-8"))
        return {name: Told(**one) for name, one in told.items()}

    def typesetter(self, runs: Sequence[Run]) -> Running:
        """A process that sets these PDFs whenever it is asked, and keeps what has not changed."""
        command = [*self._command(runs, press=False), "stay"]
        return Running(command, self.folder, memory=_TYPST_MEMORY)

    def _command(self, runs: Sequence[Run], *, press: bool) -> list[str]:
        job = {
            "runs": [asdict(one) for one in runs],
            "fonts": [str(self.folder / "fonts")],
            "standards": [] if press else list(_STANDARDS),
            "timestamp": self.moment,
            "press": press,
        }
        path = self.folder / "typst.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        return [sys.executable, "-m", "casebook.press.typesetter", str(path)]

    def rewrite(self, chapters: Mapping[str, str]) -> None:
        """Make the fragments of some texts anew; raises PressError."""
        _put_chapters(self.folder, chapters)
        job = json.loads((self.folder / _JOB).read_text(encoding="utf-8"))
        job["titles"] = {key: job["titles"][key] for key in chapters}
        (self.folder / "some.json").write_text(json.dumps(job), encoding="utf-8")
        self.write("print.lua", "some.json")

    def write(self, script: str, job: str = _JOB) -> None:
        """Have pandoc write the fragments and documents of a job; raises PressError."""
        run_pandoc(["lua", script, job], self.folder, {"SOURCE_DATE_EPOCH": str(self.moment)})

    def read(self, name: str) -> bytes:
        """A file that the tools made."""
        return (self.folder / name).read_bytes()


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

    `root` is the library's folder, `day` the date that the files bear, as far as they can.
    Raises PressError.
    """
    with workshop(root, work, formats, fonts, day, more={"draft": draft}) as shop:
        if Format.PDF in formats:
            shop.typeset([Run(main="volume", output="volume.pdf")])
        made = {one: shop.read(f"volume.{one}") for one in formats}
    if Format.DOCX in made:
        made[Format.DOCX] = without_clock(made[Format.DOCX], day)
    if Format.EPUB in made:
        made[Format.EPUB] = with_titles(made[Format.EPUB])
    return made


@contextmanager
def workshop(  # noqa: PLR0913 (as above)
    root: Path,
    work: Manuscript,
    formats: Collection[Format],
    fonts: Fonts,
    day: datetime.date,
    *,
    more: Mapping[str, object],
    script: str = "print.lua",
) -> Iterator[Workshop]:
    """A folder in which pandoc has made the fragments and the documents of a volume.

    `more` is what templates and scripts are told besides. Raises PressError.
    """
    day = borne(day)
    moment = int(datetime.datetime.combine(day, datetime.time(), SHANGHAI).timestamp())
    with tempfile.TemporaryDirectory(prefix="casebook-press-") as name:
        folder = Path(name)
        job = {
            "draft": False,
            "press": False,
            **work.data,
            **_job(work, formats, fonts),
            **more,
            "day": day.isoformat(),
        }
        _lay_out(root, folder, work, job, fonts)
        shop = Workshop(folder=folder, moment=moment, pictures=job["pictures"])
        shop.write(script)
        yield shop


def borne(day: datetime.date) -> datetime.date:
    """The day itself, or the nearest that an archive can bear."""
    return min(max(day, _DAYS[0]), _DAYS[1])


def without_clock(data: bytes, day: datetime.date) -> bytes:
    """An archive whose members bear the date of the volume and no hour."""
    day = borne(day)
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
    return {
        "formats": {str(one): True for one in formats},
        "identifier": f"casebook-volume-{work.view.volume.id}",
        "fonts": {
            **{role: list(names) for role, names in fonts.roles.items()},
            "title-weight": "bold" if bold else "regular",
        },
    }


def _lay_out(root: Path, folder: Path, work: Manuscript, job: dict[str, Any], fonts: Fonts) -> None:
    """Everything that the tools may read, and nothing else, into one folder."""
    for name in ("trees", "typ", "cards", "docx", "qr", "fonts", "pictures"):
        (folder / name).mkdir()
    _put_chapters(folder, work.chapters)
    job |= _put_pictures(root, folder, work)
    if Format.PDF in job["formats"]:
        put_codes(folder / "qr", job["addresses"])
    # Two fonts may have one file name.
    for number, font in enumerate(fonts.paths()):
        (folder / "fonts" / f"{number}-{font.name}").symlink_to(font.resolve())
    for template in (*PRESS.glob("*.typ"), *PRESS.glob("*.lua"), PRESS / "epub.css"):
        shutil.copy(template, folder)
    if Format.DOCX in job["formats"]:
        put_reference(folder, str(job["layout"]), job)
    if Format.EPUB in job["formats"]:
        put_cover(folder / "cover.png", job, fonts)
    (folder / _JOB).write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")


def _put_chapters(folder: Path, chapters: Mapping[str, str]) -> None:
    for key, text in chapters.items():
        name = f"trees/{key}.json"
        try:
            made = tree(text)
        except RecursionError as error:
            # Marks within marks, hundreds deep, which Typst would not set either.
            said = f"{name}: {error}"
            raise PressError(said) from error
        (folder / name).write_text(made, encoding="utf-8")


def _put_pictures(root: Path, folder: Path, work: Manuscript) -> dict[str, Any]:
    """Every picture under a number, since tools read names in ways of their own.

    `pictures` are these names by the address in the texts, `widths` by them in points.
    """
    known = work.pictures
    pictures: dict[str, str] = {}
    widths: dict[str, float] = {}
    for number, (address, path) in enumerate(sorted(work.images.items())):
        kind, width = known[path].kind, known[path].width
        with opened(root, path) as stream:
            data, kind = printable_image(stream.read(), kind)
        name = f"pictures/{number}.{kind}"
        (folder / name).write_bytes(data)
        pictures[address], widths[name] = name, width * _POINTS / DPI
    return {"pictures": pictures, "widths": widths}
