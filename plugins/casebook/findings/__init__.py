"""Findings: what is wrong, where, and what to do; the words come last."""

from casebook.findings.catalogue import Catalogue
from casebook.findings.codes import CODES, Severity
from casebook.findings.edit import Edit
from casebook.findings.finding import Finding, severity_of

__all__ = ["CODES", "Catalogue", "Edit", "Finding", "Severity", "severity_of"]
