"""The plugin `casebook/library`: the library beside the hand-written pages of a MkDocs site."""

import logging
import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, NoReturn

import jinja2
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from casebook import app
from casebook.adapters.mkdocs.box import SearchBeside, put_box, put_templates
from casebook.adapters.mkdocs.chrome import TEMPLATE
from casebook.adapters.mkdocs.host_files import (
    WarningCount,
    content_folder,
    has_columns,
    sound_files,
)
from casebook.adapters.mkdocs.mentions import MentionExtension
from casebook.adapters.mkdocs.session import Session
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report, told
from casebook.model.terms import Audience
from casebook.publish.generations import Generations, OutputBusyError, OutputForeignError
from casebook.publish.output import AddressTakenError, Output
from casebook.render.bytecode import compiled_templates
from casebook.source.catalogue import read_catalogue
from casebook.source.history import state_moves
from casebook.source.today import SHANGHAI, today_in_shanghai

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


class LibraryPlugin(SearchBeside, BasePlugin[LibraryConfig]):  # type: ignore[no-untyped-call]  # as above
    """Reads the library, fills the stubs, writes the generated pages, exchanges the output."""

    def __init__(self) -> None:
        # The command line hands these over: what it has loaded, and who watches.
        self.loaded: app.Loaded | None = None
        self.progress: app.Progress = app.silent
        self.anew = self.is_preview = self.is_offline = False
        # And these are what a build leaves for it to tell.
        self.changed, self.cases, self.articles = False, 0, 0
        self.dead_links: tuple[Finding, ...] = ()
        self._command = "build"
        self._catalogue = read_catalogue()
        self._session: Session | None = None
        self._barred: frozenset[str] = frozenset()
        self._held = ExitStack()
        self._warnings = WarningCount()
        self._generations: Generations | None = None
        self._nav: Navigation | None = None
        self._env: jinja2.Environment | None = None
        self._files: Files | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 (the host's signature)
        """Remember what the host was asked for: when it serves, it has a folder of its own."""
        self._command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library and turn the output to the idle generation."""
        self._session = self._opened(config)
        if self._session is None:
            return config
        # The host takes extensions themselves as well as their names.
        config.markdown_extensions.append(MentionExtension(self._session.mentioned))
        self._refuse_unfit(config)
        put_templates(config)
        if self._command != "serve":
            self._take_output(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep out what was found to be hostile, and articles, which only the gate may show."""
        return sound_files(files, Path(config.config_file_path).parent, self._barred)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Learn the addresses of the hand-written pages."""
        self._nav = nav
        if self._session is not None:
            self._session.prepare(config, files)
        return nav

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 (the host's signature)
        files: Files,  # noqa: ARG002
    ) -> str:
        """Tell the mentions in a page from where they are looked at."""
        if self._session is not None:
            self._session.enter(page.file)
        return markdown

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
        if self._session is None or not name:
            return html
        filled = self._session.fill(str(name))
        if filled is None:
            _log.warning(self._session.unfilled(page.file.src_uri, str(name)))
            return html
        page.meta["template"] = TEMPLATE
        page.meta["has_feeds"] = self._session.has_feeds(str(name))
        return html + filled

    def on_env(
        self,
        env: jinja2.Environment,
        *,
        config: MkDocsConfig,
        files: Files,
    ) -> jinja2.Environment:
        """Keep the templates and files for the pages of the library; lend them our words."""
        put_box(env, config, self._catalogue.phrase, is_offline=self.is_offline)
        env.bytecode_cache = compiled_templates()
        self._env, self._files = env, files
        return env

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the library's pages, look for leaks, and exchange the generations."""
        if self._session is None or self._env is None or self._nav is None or self._files is None:
            return
        output = (
            self._generations.output(anew=self.anew, is_offline=self.is_offline)
            if self._generations
            else Output(Path(config.site_dir))
        )
        try:
            leaks = self._session.write(config, self._env, self._nav, self._files, output)
        except AddressTakenError as error:
            self._fail(self._catalogue.phrase("address_taken", path=error))
        if leaks:
            self._fail(text_report(leaks, self._catalogue))
        self.dead_links = tuple(self._session.dead_links)
        self._tell(self.dead_links)
        # A strict build with warnings is about to be broken off: the live site stays.
        if self._generations is not None and not (config.strict and self._warnings.count):
            self.changed = self._generations.exchange(output, self._session.secrets)
            config.site_dir = str(self._generations.live)
        self._held.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 (the host's signature)
        """Let go of the output; the live generation was not touched."""
        self._held.close()

    def _opened(self, config: MkDocsConfig) -> Session | None:
        """The session of this build, or None where there is no library to build."""
        root = Path(config.config_file_path).parent
        loaded = None if self._command == "serve" else self.loaded
        if loaded is None:
            try:
                loaded = self._load(root, content_folder(config))
            except app.NoLibraryError:
                _log.info(self._catalogue.phrase("no_library", path=root))
                return None
            except app.BrokenConfigurationError as error:
                self._fail(text_report(error.findings, self._catalogue))
            except ValueError as error:
                self._fail(self._catalogue.phrase("bad_day", value=error))
            self._tell(loaded.findings)
            if loaded.is_lost:
                self._fail(self._catalogue.phrase("nothing_left", count=len(loaded.records)))
        self._barred = loaded.barred(content_folder(config))
        if not has_columns(config):
            loaded = app.without_columns(loaded)
        edition = app.edition(loaded, Audience(self.config.audience), state_moves(root, SHANGHAI))
        self.cases, self.articles = len(edition.library.cases), len(edition.library.articles)
        return Session(edition, self._catalogue, self.progress)

    def _load(self, root: Path, content: str) -> app.Loaded:
        today = today_in_shanghai(os.environ.get("SOURCE_DATE_EPOCH"))
        return app.load(root, today, self._catalogue, self.progress, content)

    def _refuse_unfit(self, config: MkDocsConfig) -> None:
        """End a build that could only give a broken site, or show the wrong people an edition."""
        if not config.use_directory_urls:
            self._fail(self._catalogue.phrase("no_directory_urls"))
        if self.config.audience == Audience.PUBLIC:
            return
        if self._command == "gh-deploy":
            self._fail(self._catalogue.phrase("no_deploy"))
        if self._command == "build" and self.loaded is None:
            # The internal edition never takes the place of the public site.
            config.site_dir = f"{config.site_dir}-{self.config.audience}"

    def _take_output(self, config: MkDocsConfig) -> None:
        self._generations = Generations(Path(config.site_dir))
        try:
            self._held.enter_context(self._generations.locked())
        except OutputForeignError:
            self._fail(self._catalogue.phrase("output_foreign", path=config.site_dir))
        except OutputBusyError:
            self._fail(self._catalogue.phrase("output_busy", path=config.site_dir))
        except OSError as error:
            why = error.strerror
            self._fail(self._catalogue.phrase("output_unwritable", path=config.site_dir, why=why))
        self._held.enter_context(self._warnings)
        config.site_dir = str(self._generations.host)

    def _tell(self, findings: Iterable[Finding]) -> None:
        """Findings in the host's log: only an error fails a strict build."""
        for finding, words in told(findings, self._catalogue):
            _log.log(_LEVELS[severity_of(finding)], words.strip())

    def _fail(self, message: str) -> NoReturn:
        """End the build; a preview goes on and waits for the next edit."""
        self._held.close()
        if self.is_preview or self._command == "serve":
            raise PluginError(message)
        sys.stderr.write(message.rstrip("\n") + "\n")
        raise SystemExit(_FAILED)
