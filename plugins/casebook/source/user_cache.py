"""Where this user's machine keeps what was made of a library and can be made again.

It lies with the user's caches and not in the library: what contributors send must not pass for
something that this program made, and what is internal is for this user alone.
"""

import hashlib
import os
from pathlib import Path


def user_cache(root: Path, *names: str) -> Path | None:
    """The folder for what is kept of the library at `root` under these names.

    As the XDG Base Directory Specification says, a relative `XDG_CACHE_HOME` does not count. None
    where the user has no home.
    """
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        base = given if given.is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=8).hexdigest()
    return base.joinpath("casebook", *names[:1], name, *names[1:])
