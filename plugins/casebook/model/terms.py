"""The few words on which code branches; everything else is a taxonomy that editors extend."""

from enum import StrEnum


class Audience(StrEnum):
    """Who may read: everybody, or those inside."""

    PUBLIC = "public"
    INTRANET = "intranet"

    def reaches(self, audience: "Audience") -> bool:
        """Whether what is meant for this audience may be shown to the other.

        >>> Audience.PUBLIC.reaches(Audience.INTRANET), Audience.INTRANET.reaches(Audience.PUBLIC)
        (True, False)
        """
        return self is Audience.PUBLIC or audience is Audience.INTRANET


class State(StrEnum):
    """Where a case stands between a draft and the library."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWING = "reviewing"
    CLEARED = "cleared"
    NOTICED = "noticed"
    ADMITTED = "admitted"
    DUE = "due"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


class Trace(StrEnum):
    """What a withdrawn case leaves behind."""

    NOTICE = "notice"
    TOMBSTONE = "tombstone"
    GONE = "gone"


class Profile(StrEnum):
    """What kind of site is built; only a production site refuses sample records."""

    SAMPLE = "sample"
    PRODUCTION = "production"


class ProjectState(StrEnum):
    """Where a project stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"


class Counted(StrEnum):
    """What of a library a target is held against."""

    CASES = "cases"
    BRANCHES = "branches"
    BRANDS = "brands"
    PROJECTS = "projects"
    HONOURS = "honours"
    AWARDS = "awards"
    INDICATORS = "indicators"
    STANDARDS = "standards"
