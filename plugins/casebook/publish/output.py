"""Writing files below one folder, and nowhere else."""

from pathlib import Path


class AddressTakenError(Exception):
    """A generated page has the address of a hand-written one."""


class Output:
    """A folder that files are written to; remembers what was already looked at for leaks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scanned: set[str] = set()
        self._made: set[str] = set()

    def write_page(self, path: str, data: bytes) -> None:
        """Write one page that was looked at for leaks; raises AddressTakenError."""
        if (self.folder / path).exists():
            raise AddressTakenError(path)
        self.write(path, data)
        self.scanned.add(path)

    def write(self, path: str, data: bytes) -> None:
        """Write one file; `path` is relative to the folder, with slashes."""
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        (self.folder / path).write_bytes(data)
