"""Files written whole: each is there with all its bytes, or as it was before."""

import os
from pathlib import Path


def write_whole(target: Path, data: bytes) -> None:
    """Write a file beside its place and move it there; nothing is left where that fails.

    What stands beside it by the name of the part, a link perhaps, is removed and not followed.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
