"""Runs in a process of its own: `python -m casebook.press.typesetter JOB` sets one PDF.

Typst sees the folder of the job and the fonts that the job names, and nothing else.
"""

import json
import sys
from pathlib import Path

import typst


def main(path: str) -> None:
    """Set the volume of a job; the process ends with 1 and Typst's words where that fails."""
    job = json.loads(Path(path).read_text(encoding="utf-8"))
    root = Path(path).resolve().parent
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(folder) for folder in job["fonts"]],
    )
    compiler = typst.Compiler(root / job["main"], root=root, font_paths=fonts)
    try:
        compiler.compile(
            output=root / job["output"],
            format="pdf",
            pdf_standards=job["standards"],
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        sys.exit(f"{error.message}\n{error.diagnostic}")


if __name__ == "__main__":
    main(sys.argv[1])
