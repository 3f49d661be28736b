"""One edition of a library as plain Markdown for another engine, in a folder of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from casebook.findings import Catalogue, Finding
from casebook.model.article import ArticleId
from casebook.model.body import Body, Texts
from casebook.model.ids import CaseId
from casebook.model.library import Library
from casebook.publish.help import help_fillings, help_pages, help_texts
from casebook.publish.leaks import LeakScan, open_text
from casebook.publish.output import Output
from casebook.publish.site import write_files
from casebook.record import Scalar, Table
from casebook.render.articles import Articles
from casebook.render.links import Addresses
from casebook.render.staged import (
    Hosted,
    Places,
    host_settings,
    staged_page,
    staged_text,
    url_of,
    without_mentions,
)
from casebook.source.front_matter import read_record
from casebook.source.opening import opened
from casebook.source.pages import is_barred
from casebook.views import Page, pages, stubs
from casebook.views.neighbours import Near
from casebook.views.page import CaseView
from casebook.views.volume import VolumeView
from casebook.views.volume_pages import volume_archive, volume_pages

# By this file a later stage knows an earlier one, which it may replace.
MARK: Final = ".casebook-stage"
DOCS: Final = "docs"
_OVERRIDES: Final = "site_config/theme/casebook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What goes into a stage; `whole` is for the leak scan alone, `barred` are hostile paths.

    Barred are also the folders of the columns: what of them may be read is made of `texts`.
    """

    root: Path
    library: Library
    whole: Library = field(repr=False)
    bodies: Mapping[CaseId, Body]
    near: Near
    hosted: Hosted
    catalogue: Catalogue
    barred: frozenset[str] = frozenset()
    texts: Mapping[ArticleId, Body] = field(default_factory=dict)
    volumes: Sequence[VolumeView] = ()

    def write(self, output: Output) -> list[Finding]:
        """Write everything; the leaks in it, which forbid its use."""
        # Another engine turns no pages: a list is one page.
        site = replace(self.library.site, page_size=max(1, len(self.library.records)))
        library = replace(self.library, site=site)
        written = dict(self._written())
        made = [
            *pages(library, self.bodies, self.catalogue.phrase, self.texts, self.near),
            *help_pages(self.catalogue),
            *volume_pages(self.volumes, {}, self.catalogue.phrase),
        ]
        fillings = {
            **stubs(library, self.catalogue.phrase),
            **help_fillings(library, self.catalogue),
            "volumes": volume_archive(self.volumes, self.catalogue.phrase),
        }
        filled = {name for text in written.values() if (name := _filling(text[0])) in fillings}
        made += [page for name, page in fillings.items() if name not in filled and page.url]
        places = Places(
            {
                **{page.url: f"{page.url}index.md" for page in made},
                **{url_of(path): path for path in self._paths()},
            }
        )
        return _Writer(self, library, output, places).write(made, written, fillings)

    def _paths(self) -> Iterator[str]:
        """The files below the hand-written pages, without hidden and hostile ones."""
        top = self.root / self.hosted.content
        for file in sorted(top.rglob("*")):
            path = file.relative_to(top).as_posix()
            source = f"{self.hosted.content}/{path}"
            is_hidden = any(part.startswith(".") for part in path.split("/"))
            if file.is_file() and not is_barred(source, self.barred) and not is_hidden:
                yield path

    def read(self, path: str) -> bytes:
        """A file below the hand-written pages; raises ChangedFileError where a link leads to it."""
        with opened(self.root, f"{self.hosted.content}/{path}") as stream:
            return stream.read()

    def _written(self) -> Iterator[tuple[str, tuple[Table, str]]]:
        """The fields and the body of each hand-written page by its path."""
        for path in self._paths():
            if path.endswith(".md"):
                data = self.read(path)
                record, _ = read_record(data, path)
                if record is None:
                    yield path, (Table(), data.decode("utf-8", "replace"))
                else:
                    yield path, (record.values, record.body)


class _Writer:
    """Writes the files of one stage."""

    def __init__(self, stage: Stage, library: Library, output: Output, places: Places) -> None:
        self._stage = stage
        self._library = library
        self._output = output
        self._places = places
        content = stage.hosted.content
        overrides = stage.root / _OVERRIDES
        self._articles = Articles(
            library=library,
            bodies=Texts(stage.bodies, stage.texts),
            catalogue=stage.catalogue,
            addresses=Addresses(
                site=stage.hosted.address,
                pages={f"{content}/{path}": url for url, path in places.paths.items()},
            ),
            overrides=[overrides] if overrides.is_dir() else [],
        )

    def write(
        self,
        made: list[Page],
        written: Mapping[str, tuple[Table, str]],
        fillings: Mapping[str, Page],
    ) -> list[Finding]:
        """Write all files, and look for leaks in them."""
        stage = self._stage
        bodies = (body for _, body in written.values())
        open_texts = open_text(self._library, (*bodies, *help_texts(stage.catalogue)))
        scan = LeakScan(stage.whole, stage.library, open_texts)
        leaks: list[Finding] = []
        for path, (values, body) in written.items():
            page = fillings.get(_filling(values))
            filled = self._articles.article(page) if page else ""
            leaks += scan.findings(f"{DOCS}/{path}", filled.encode())
            text = without_mentions(body, path, self._places, self._articles.mentioned)
            self._page(path, staged_text(values, text, url_of(path), self._places, filled))
        for page in made:
            framed = self._articles.framed(page)
            # A backslash before a mark would hide a value from the scan of the Markdown itself.
            path = self._places.path(page.url)
            leaks += scan.findings(f"{DOCS}/{path}", framed.article.encode())
            view = page.view
            tags = [term.name for term in view.themes] if isinstance(view, CaseView) else []
            self._page(path, staged_page(framed, tags, self._places))
        self._others()
        return leaks + list(scan.file_findings(self._output.folder, self._output.entries))

    def _others(self) -> None:
        stage, output = self._stage, self._output
        bodies = Texts(stage.bodies, stage.texts)
        write_files(stage.root, self._library, bodies, output, f"{DOCS}/")
        for path in self._places.paths.values():
            if not path.endswith(".md"):
                output.write(f"{DOCS}/{path}", stage.read(path))
        folders = sorted({path.split("/")[0] for path in self._generated()})
        note = stage.catalogue.phrase("stage_note")
        output.write("mkdocs.yml", host_settings(stage.hosted, folders, note).encode())
        (output.folder / MARK).touch()

    def _generated(self) -> Iterator[str]:
        return (
            path for url, path in self._places.paths.items() if path == f"{url}index.md" and url
        )

    def _page(self, path: str, text: str) -> None:
        self._output.write_page(f"{DOCS}/{path}", text.encode("utf-8", "xmlcharrefreplace"))


def _filling(values: Table) -> str:
    """The name by which a hand-written page asks to be filled."""
    entry = values.entries.get("casebook")
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""
