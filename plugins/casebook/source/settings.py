"""The files below site_config/, each read as a record."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.findings import Finding
from casebook.record import Place, RawRecord
from casebook.source.front_matter import read_settings
from casebook.source.tree import hostile_paths

# The host's own settings stand beside them; it reads them itself.
HOST = "mkdocs.yml"
SETTINGS = "site_config"
SITE = f"{SETTINGS}/site.yml"


@dataclass(frozen=True, slots=True)
class RawSettings:
    """The settings as written, by path below the root."""

    records: Mapping[str, RawRecord]
    findings: tuple[Finding, ...]

    def folder(self, name: str) -> Mapping[str, RawRecord]:
        """The records of a folder such as `calls`, by the name of their file."""
        folder = f"{SETTINGS}/{name}/"
        return {
            path.removeprefix(folder).removesuffix(".yml"): record
            for path, record in self.records.items()
            if path.startswith(folder)
        }

    def record(self, name: str) -> RawRecord | None:
        """The record of that name, such as `site` or `registry/units`."""
        return self.records.get(f"{SETTINGS}/{name}.yml")


def read_all(root: Path) -> RawSettings:
    """Every YAML file of the settings; a file that cannot be read is a finding."""
    findings = list(hostile_paths(root, SETTINGS))
    barred = {finding.at.path for finding in findings}
    records: dict[str, RawRecord] = {}
    for file in sorted((root / SETTINGS).rglob("*.yml")):
        path = file.relative_to(root).as_posix()
        if any(path == one or path.startswith(one + "/") for one in barred):
            continue
        try:
            record, more = read_settings(file.read_bytes(), path)
        except OSError:
            findings.append(Finding(code="CB023", at=Place(path)))
            continue
        findings += more
        if record is not None:
            records[path] = record
    return RawSettings(records, tuple(findings))
