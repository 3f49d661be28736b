"""Runs in a process of its own: `python -m casebook.press.typesetter JOB` sets one PDF.

Typst sees the folder of the job and the fonts that the job names, and nothing else.
"""

import json
import sys
from pathlib import Path

import typst

from casebook.press.prepress import finish


def main(path: str) -> None:
    """Set the volume of a job; the process ends with 1 and Typst's words where that fails.

    For the press, `told.json` says of how many pages it is, and how wide it prints pictures.
    """
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    root = Path(path).resolve().parent
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(folder) for folder in job["fonts"]],
    )
    compiler = typst.Compiler(
        root / job["main"], root=root, font_paths=fonts, sys_inputs=job["inputs"]
    )
    try:
        compiler.compile(
            output=root / job["output"],
            format="pdf",
            pdf_standards=job["standards"],
            timestamp=job["timestamp"],
            pdf_tags=not job["press"],
        )
        if job["press"]:
            printed = json.loads(compiler.query("<printed>", field="value"))
            told = {"pages": finish(root / job["output"]), "printed": printed}
            (root / "told.json").write_text(json.dumps(told), encoding="utf-8")
    except typst.TypstError as error:
        sys.exit(f"{error.message}\n{error.diagnostic}")


if __name__ == "__main__":
    main(sys.argv[1])
