"""Runs in a process of its own: `python -m casebook.press.typesetter JOB [stay]` sets PDFs.

Typst sees the folder of the job and the fonts that the job names, and nothing else. A process that
is to `stay` sets them at each line that it reads, and answers with one: what did not change since
is not laid out again.
"""

import json
import resource
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time
from typing import Any

import typst


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a PDF once it is set: its pages, for the press, and what was asked of it."""

    pages: int = 0
    asked: Any = None


def main(path: Path, *, stay: bool) -> None:
    """Set the PDFs of a job, and tell of each; a process that does not stay ends with 1 else.

    One that stays ends when half of its time is used up.
    """
    job, root = json.loads(path.read_text(encoding="utf-8")), path.resolve().parent
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(folder) for folder in job["fonts"]],
    )
    if not stay and (said := _made(root, job, fonts)):
        sys.exit(said)
    for _ in sys.stdin if stay else ():
        print(json.dumps(_made(root, job, fonts)), flush=True)  # noqa: T201 (its answer)
        # The limit is for all that a process sets: the next ones are for another process.
        if 2 * process_time() > resource.getrlimit(resource.RLIMIT_CPU)[0]:
            return


def _made(root: Path, job: Mapping[str, Any], fonts: typst.Fonts) -> str:
    """Set all of them once; the words of Typst where it cannot."""
    try:
        told = {run["output"]: asdict(_set(root, job, run, fonts)) for run in job["runs"]}
    except typst.TypstError as error:
        return f"{error.message}\n{error.diagnostic}"
    (root / "told.json").write_text(json.dumps(told), encoding="utf-8")
    return ""


def _set(root: Path, job: Mapping[str, Any], run: Mapping[str, Any], fonts: typst.Fonts) -> Told:
    compiler = typst.Compiler(
        root / f"{run['main']}.typ", root=root, font_paths=fonts, sys_inputs=run["inputs"]
    )
    compiler.compile(
        output=root / run["output"],
        format="pdf",
        pdf_standards=job["standards"],
        timestamp=job["timestamp"],
        pdf_tags=not job["press"],
    )
    asked = json.loads(compiler.query(run["asks"], field="value")) if run["asks"] else None
    return Told(_finished(root / run["output"]) if job["press"] else 0, asked)


def _finished(path: Path) -> int:
    """A PDF as a print shop takes it; the number of its pages."""
    # It takes a twelfth of a second to have pikepdf; only a print shop's file needs it.
    from casebook.press.prepress import finish  # noqa: PLC0415

    return finish(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), stay="stay" in sys.argv[2:])
