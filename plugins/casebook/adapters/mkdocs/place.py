"""Where an edition may be put."""

from enum import StrEnum
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from casebook.model.terms import Audience
from casebook.source.settings import SETTINGS
from casebook.source.tree import CASES


class Unfit(StrEnum):
    """Why a folder cannot take an edition."""

    INSIDE = "inside"
    PUBLIC = "public"


class UnfitOutputError(Exception):
    """The output folder `path` must not be used; the message is one of `Unfit`."""

    def __init__(self, why: Unfit, path: Path) -> None:
        super().__init__(why)
        self.path = path


def output_folder(
    config: MkDocsConfig, audience: Audience, output: Path | None, *, offline: bool
) -> Path:
    """Where the edition goes: not among the sources, and an internal one not over the public."""
    site = Path(config.site_dir)
    if output is None:
        marks = [f"-{audience}" * (audience is not Audience.PUBLIC), "-offline" * offline]
        output = site.with_name("".join((site.name, *marks)))
    else:
        require_outside(config, output)
    # A folder may be a link to one of the public's.
    public = (site, site.with_name(f"{site.name}-offline"))
    if audience is not Audience.PUBLIC and output.resolve() in {one.resolve() for one in public}:
        raise UnfitOutputError(Unfit.PUBLIC, output)
    return output.resolve()


def require_outside(config: MkDocsConfig, output: Path) -> None:
    """Raise UnfitOutputError for a folder that is, holds, or lies among the sources."""
    folder, root = output.resolve(), Path(config.config_file_path).parent.resolve()
    sources = [Path(config.docs_dir).resolve(), root / CASES, root / SETTINGS]
    if folder in {root, *root.parents} or any(
        folder == source or source in folder.parents for source in sources
    ):
        raise UnfitOutputError(Unfit.INSIDE, output)
