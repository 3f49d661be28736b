"""Names by which records refer to one another: ASCII, never reused."""

import re
from typing import NewType

CaseId = NewType("CaseId", str)
UnitId = NewType("UnitId", str)
BatchId = NewType("BatchId", str)
CallId = NewType("CallId", str)
TermId = NewType("TermId", str)
BrandId = NewType("BrandId", str)
ProjectId = NewType("ProjectId", str)
IndicatorId = NewType("IndicatorId", str)
BranchId = NewType("BranchId", str)
AwardId = NewType("AwardId", str)
StandardId = NewType("StandardId", str)
ItemId = NewType("ItemId", str)
RubricId = NewType("RubricId", str)
TargetId = NewType("TargetId", str)
VolumeId = NewType("VolumeId", str)

CASE_ID = re.compile(r"(?P<year>\d{4})-(?P<number>\d{4,6})", re.ASCII)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def case_year(case_id: CaseId) -> int:
    """The year that an id was given in.

    >>> case_year(CaseId("2025-0007"))
    2025
    """
    return int(case_id[:4])


def case_of_path(path: str) -> CaseId | None:
    """The case that a path in the source tree leads to.

    >>> case_of_path("cases/2025/2025-0007/index.md"), case_of_path("cases/2025/2025-0007")
    ('2025-0007', '2025-0007')
    """
    parts = path.removesuffix("/index.md").strip("/").split("/")
    if parts[0] == "cases" and CASE_ID.fullmatch(parts[-1]) and len(parts) in {2, 3}:
        return CaseId(parts[-1])
    return None
