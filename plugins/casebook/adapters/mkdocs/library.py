"""The plugin `casebook/library`: the library beside the hand-written pages of a MkDocs site."""

import logging
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, NoReturn

import jinja2
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from casebook import app
from casebook.adapters.mkdocs.chrome import TEMPLATE
from casebook.adapters.mkdocs.session import Session
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report
from casebook.model.terms import Audience
from casebook.publish.generations import Generations, OutputBusyError
from casebook.source.catalogue import read_catalogue

_TEMPLATES = Path(__file__).parent / "templates"
_log = logging.getLogger("mkdocs.plugins.casebook")
_LEVELS = {
    Severity.ERROR: logging.WARNING,
    Severity.WARNING: logging.INFO,
    Severity.HINT: logging.DEBUG,
}
_FAILED = 2


class LibraryConfig(base.Config):  # type: ignore[no-untyped-call]  # the host's own gap
    """Options of the plugin in mkdocs.yml."""

    audience = option.Choice([str(word) for word in Audience], default=str(Audience.PUBLIC))


class LibraryPlugin(BasePlugin[LibraryConfig]):  # type: ignore[no-untyped-call]  # as above
    """Reads the library, fills the stubs, writes the generated pages, exchanges the output."""

    def __init__(self) -> None:
        # The command line hands these over: what it has loaded, and who watches.
        self.loaded: app.Loaded | None = None
        self.progress: app.Progress = app.silent
        self.changed = False
        self._serving = False
        self._catalogue = read_catalogue()
        self._session: Session | None = None
        self._held = ExitStack()
        self._generations: Generations | None = None
        self._nav: Navigation | None = None
        self._env: jinja2.Environment | None = None
        self._files: Files | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 (the host's signature)
        """Remember whether the host serves: then it has a folder of its own."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library and turn the output to the idle generation."""
        self._session = self._opened(config)
        if self._session is None:
            return config
        own = 1 if config.theme.custom_dir else 0
        if str(_TEMPLATES) not in config.theme.dirs:
            config.theme.dirs.insert(own, str(_TEMPLATES))
        if not self._serving:
            self._take_output(config)
        return config

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Learn the addresses of the hand-written pages."""
        self._nav = nav
        if self._session is not None:
            self._session.prepare(config, files)
        return nav

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 (the host's signature)
        files: Files,  # noqa: ARG002
    ) -> str:
        """Fill a hand-written page that says `casebook: library` in its front matter."""
        name = page.meta.get("casebook")
        filled = self._session.fill(str(name)) if self._session and name else None
        if filled is None:
            return html
        page.meta["template"] = TEMPLATE
        return html + filled

    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,  # noqa: ARG002 (the host's signature)
        files: Files,
    ) -> jinja2.Environment:
        """Keep the templates and files for the pages of the library."""
        self._env, self._files = env, files
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the library's pages, look for leaks, and exchange the generations."""
        if self._session is None or not (self._env and self._nav and self._files):
            return
        leaks = self._session.write(config, self._env, self._nav, self._files)
        if leaks:
            self._fail(text_report(leaks, self._catalogue))
        if self._generations is not None:
            self.changed = self._generations.exchange()
            config.site_dir = str(self._generations.live)
        self._held.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 (the host's signature)
        """Let go of the output; the live generation was not touched."""
        self._held.close()

    def _opened(self, config: MkDocsConfig) -> Session | None:
        """The session of this build, or None where there is no library to build."""
        root = Path(config.config_file_path).parent
        loaded = None if self._serving else self.loaded
        if loaded is None:
            try:
                epoch = os.environ.get("SOURCE_DATE_EPOCH")
                loaded = app.load(
                    root, app.today_in_shanghai(epoch), self._catalogue, self.progress
                )
            except app.NoLibraryError:
                _log.info(self._catalogue.phrase("no_library", path=root))
                return None
            except app.BrokenConfigurationError as error:
                self._fail(text_report(error.findings, self._catalogue))
            self._tell(loaded.findings)
        edition = app.edition(loaded, Audience(self.config.audience))
        return Session(edition, self._catalogue, self.progress)

    def _take_output(self, config: MkDocsConfig) -> None:
        self._generations = Generations(Path(config.site_dir))
        try:
            self._held.enter_context(self._generations.locked())
        except OutputBusyError:
            self._fail(self._catalogue.phrase("output_busy", path=config.site_dir))
        except OSError as error:
            self._fail(
                self._catalogue.phrase(
                    "output_unwritable", path=config.site_dir, why=error.strerror
                )
            )
        config.site_dir = str(self._generations.idle)

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        """Findings in the host's log: only an error fails a strict build."""
        for finding in findings:
            _log.log(_LEVELS[severity_of(finding)], text_report([finding], self._catalogue).strip())

    def _fail(self, message: str) -> NoReturn:
        self._held.close()
        sys.stderr.write(message.rstrip("\n") + "\n")
        raise SystemExit(_FAILED)
