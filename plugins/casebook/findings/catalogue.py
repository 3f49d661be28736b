"""The words of findings, by code and language, handed in as plain data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.findings.codes import Severity
from casebook.findings.finding import Finding
from casebook.text.characters import code_point, hidden_characters
from casebook.text.personal import masked

_LONGEST_ECHO = 80
_SLOT = re.compile(r"\{(\w+)\}")
# Slots that hold a word of ours, said in the reader's language; all others hold what was written.
_WORDED = frozenset(("detail", "hint", "missing", "problem", "state", "wanted"))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language: messages by code, names of fields, and the phrases of the command line."""

    findings: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, str]

    def message(self, finding: Finding) -> str:
        """What is wrong, in one sentence."""
        return self._filled(self.findings[finding.code]["message"], finding.params)

    def remedy(self, finding: Finding) -> str:
        """What to do."""
        return self._filled(self.findings[finding.code]["remedy"], finding.params)

    def explanation(self, code: str) -> Mapping[str, str]:
        """The words of a code without a case at hand: `message`, `remedy`, `why`.

        Where the words hang on the case, `general` gives those that fit every case.
        """
        entry = dict(self.findings[code])
        entry["remedy"] = entry.pop("general", entry["remedy"])
        return {key: _SLOT.sub("…", words) for key, words in entry.items()}

    def label(self, field: str) -> str:
        """The name of a field as the form prints it; of a nested one, that of its last part.

        Which item of a list it is, `metrics.0.after`, the place of a finding tells.
        """
        parts = [part for part in field.split(".") if not part.isdigit()]
        name = ".".join(parts)
        known = self.fields.get(name) or self.fields.get(parts[-1] if parts else name)
        return known["label"] if known else field

    def severity(self, severity: Severity) -> str:
        """What a severity is called."""
        return self.phrases[f"severity_{severity}"]

    def phrase(self, key: str, **params: object) -> str:
        """A sentence of the command line or of a page."""
        return _SLOT.sub(lambda slot: str(params.get(slot[1], "")), self.phrases[key])

    def _filled(self, template: str, params: Mapping[str, str]) -> str:
        def slot(match: re.Match[str]) -> str:
            name = match[1]
            value = params.get(name, "")
            if name == "label":
                return self.label(params.get("field", ""))
            if name == "field":
                return ".".join(part for part in value.split(".") if not part.isdigit())
            if name == "known":
                return value
            phrase = self.phrases.get(f"{name}_{value}") if name in _WORDED else None
            return self._filled(phrase, params) if phrase else visible(value)

        return _SLOT.sub(slot, template)


def visible(value: str) -> str:
    r"""A value from a submission, made fit for one line of a terminal or a log.

    More people read those than the submission, so the numbers of persons are blotted out.

    >>> visible("a\x1b[31m\nb")
    'aU+001B[31m b'
    """
    shown = masked(value if value.isprintable() else _escaped(value))
    return shown if len(shown) <= _LONGEST_ECHO else shown[: _LONGEST_ECHO - 1] + "…"


def _escaped(value: str) -> str:
    line = re.sub(r"[\t\n\r]+", " ", value)
    hidden = {entry.character for entry in hidden_characters(line)}
    return "".join(
        code_point(character) if character in hidden or not character.isprintable() else character
        for character in line
    )
