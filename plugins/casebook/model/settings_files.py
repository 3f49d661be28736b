"""Which file below site_config/ is read by which table of fields."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from casebook.model import (
    appraisal_fields,
    article_fields,
    register_fields,
    rule_fields,
    volume_fields,
)
from casebook.model.fields import Fields

# The taxonomies, whose terms editors extend; no code branches on one.
TAXONOMIES: Final = (
    "themes",
    "kinds",
    "scenes",
    "levels",
    "brand_types",
    "project_types",
    "dimensions",
    "titles",
)

# By the name of the file without its ending; of a folder, each file is read by the same table.
SETTINGS_FILES: Final[Mapping[str, Fields]] = MappingProxyType(
    {
        "site": register_fields.SITE,
        "registry/units": register_fields.UNITS,
        "registry/branches": register_fields.BRANCHES,
        "registry/batches": register_fields.BATCHES,
        "registry/brands": register_fields.BRANDS,
        "registry/projects": register_fields.PROJECTS,
        "registry/indicators": register_fields.INDICATORS,
        "registry/standards": appraisal_fields.STANDARDS,
        "registry/awards": appraisal_fields.AWARDS,
        "registry/honours": appraisal_fields.HONOURS,
        "registry/targets": appraisal_fields.TARGETS,
        "registry/holidays": register_fields.HOLIDAYS,
        "taxonomies/": register_fields.TERMS,
        "calls/": register_fields.CALL,
        "rubrics/": appraisal_fields.RUBRIC,
        "columns/": article_fields.COLUMN,
        "volumes/": volume_fields.VOLUME,
        "wording": rule_fields.WORDING,
        "lexicon": rule_fields.LEXICON,
        "lifecycle": register_fields.STAGES,
    }
)


def subject_of(name: str) -> str:
    """What a file or folder of the table is about, in one word.

    >>> subject_of("registry/awards"), subject_of("calls/"), subject_of("site")
    ('awards', 'calls', 'site')
    """
    return name.rstrip("/").rpartition("/")[2]


def path_of(name: str) -> str:
    """Where the files of an entry of the table lie, below the library's folder.

    >>> path_of("registry/awards"), path_of("calls/")
    ('site_config/registry/awards.yml', 'site_config/calls/*.yml')
    """
    return f"site_config/{name}*.yml" if name.endswith("/") else f"site_config/{name}.yml"
