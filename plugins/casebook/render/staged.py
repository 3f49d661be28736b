"""The texts of a stage: every page as a Markdown file, and the settings of a plain host."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

import yaml

from casebook.intake.blocks import Kind, blocks
from casebook.intake.edits import Edit, edited
from casebook.intake.emit import Written, front_matter
from casebook.intake.inline import Target, tokens
from casebook.model.mention import PATTERN, subject_of
from casebook.record import Items, Scalar, Table
from casebook.render.chrome import Framed
from casebook.render.links import Target as Leads
from casebook.render.plain import to_markdown
from casebook.render.plain.escape import escaped

# What every engine knows of front matter; everything else belongs to one of them.
_PLAIN_KEYS: Final = ("title", "description", "date", "tags")
# Notes, anchors, and lists that begin with their own number: a text must have them.
_EXTENSIONS: Final = ("tables", "footnotes", "attr_list", "sane_lists")
_SAFE: Final = "/-._~!$',;=:@"
# A code span comes first, so that what stands in it is no mention.
_MENTION: Final = re.compile(rf"(?<!`)(?P<tick>`{{1,9}})(?!`)[^`]{{1,500}}(?P=tick)|{PATTERN}")
Find = Callable[[str], Leads | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosted:
    """What mkdocs.yml says of the site; `nav` is as written there, or None."""

    content: str
    name: str
    address: str
    description: str
    copyright: str
    nav: Any
    extensions: tuple[str, ...]
    has_columns: bool = True


@dataclass(frozen=True, slots=True)
class Places:
    """Where each address of the site stands in the stage, as a path below its docs/."""

    paths: Mapping[str, str]

    def path(self, url: str) -> str:
        """The file of an address; what is no page has the same place in both.

        >>> Places({"units/": "units.md"}).path("cases/2025-0007/flow.png")
        'cases/2025-0007/flow.png'
        """
        return self.paths.get(url, url)

    def linker(self, url: str) -> Callable[[str], str]:
        """Rewrites an address on the page `url` so that it leads to a file of the stage.

        >>> Places({"a/": "a/index.md", "units/": "units.md"}).linker("a/")("../units/#top")
        '../units.md#top'
        """
        folder = posixpath.dirname(self.path(url))

        def link(href: str) -> str:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
                return href
            target = self.path(resolved(parts.path, url))
            tail = f"#{parts.fragment}" if parts.fragment else ""
            return quote(posixpath.relpath(target, folder or "."), safe=_SAFE) + tail

        return link


def resolved(path: str, base: str) -> str:
    """The address that a relative one leads to from the page `base`.

    >>> resolved("../units/", "a/"), resolved("../", "a/"), resolved("b%20.png", "a/")
    ('units/', '', 'a/b .png')
    """
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
    is_folder = path.endswith("/") or path in {".", ".."}
    return "" if joined == "." else f"{joined}/" if is_folder else joined


def url_of(path: str) -> str:
    """The address of a hand-written file.

    >>> url_of("about.md"), url_of("a/index.md"), url_of("index.md"), url_of("a/x.png")
    ('about/', 'a/', '', 'a/x.png')
    """
    if not path.endswith(".md"):
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    stem = folder if name in {"index", "README"} else posixpath.join(folder, name)
    return f"{stem}/" if stem else ""


def staged_page(framed: Framed, tags: Iterable[str], places: Places) -> str:
    """A generated page: front matter of plain keys, and the article as Markdown."""
    day = framed.published.isoformat() if framed.published else ""
    head = {"title": (framed.title,), "description": (framed.description,), "date": (day,)}
    return _front(head | {"tags": tuple(tags)}) + to_markdown(
        framed.article, places.linker(framed.url)
    )


def staged_text(values: Table, body: str, url: str, places: Places, filled: str = "") -> str:
    """A hand-written page as it is, but for its links; `filled` is what the library adds."""
    head = {key: _texts(values, key) for key in _PLAIN_KEYS}
    text = _relinked(body, url, places).strip("\n") + "\n"
    added = to_markdown(filled, places.linker(url)) if filled else ""
    return _front(head) + text + (f"\n{added}" if added.strip() else "")


def host_settings(hosted: Hosted, folders: Collection[str], note: str) -> str:
    """An mkdocs.yml without plugins; pages in the `folders` stand in no menu."""
    settings: dict[str, Any] = {
        "site_name": hosted.name,
        "site_url": hosted.address,
        "site_description": hosted.description,
        "copyright": hosted.copyright,
        "docs_dir": "docs",
        # Zensical knows it as its own; without fonts from another host, in the readers' language.
        "theme": {"name": "material", "language": "zh", "font": False},
        "markdown_extensions": list(dict.fromkeys((*hosted.extensions, *_EXTENSIONS))),
        "plugins": [],
        "not_in_nav": "".join(f"/{folder}/\n" for folder in folders),
        "nav": hosted.nav,
    }
    kept = {key: value for key, value in settings.items() if value or key == "plugins"}
    return f"# {note}\n" + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def _front(head: Mapping[str, tuple[str, ...]]) -> str:
    fields = [Written(key, texts, key == "tags") for key, texts in head.items() if any(texts)]
    return f"{front_matter(fields)}\n" if fields else ""


def _texts(values: Table, key: str) -> tuple[str, ...]:
    entry = values.entries.get(key)
    nodes = (
        (entry.value.values if isinstance(entry.value, Items) else (entry.value,)) if entry else ()
    )
    return tuple(node.text for node in nodes if isinstance(node, Scalar))


def without_mentions(text: str, page: str, places: Places, find: Find) -> str:
    """A hand-written text with Markdown links in the place of mentions, in the file `page`.

    `find` gives the target of a mention by its key. What these readers cannot see, or what is
    not there, leaves its key alone.
    """
    return edited(text, _mentions(text, page, places, find))


def _mentions(text: str, page: str, places: Places, find: Find) -> Iterator[Edit]:
    folder = posixpath.dirname(page) or "."
    for block in blocks(text):
        if block.kind is Kind.CODE:
            continue
        for match in _MENTION.finditer(text, block.start, block.end):
            if match["key"] is None or subject_of(match["key"]) is None:
                continue
            target = find(f"{match['key']}|") or Leads(None, name=match["key"])
            words = escaped((match["words"] or target.name) + target.note)
            if target.url is not None:
                path = quote(posixpath.relpath(places.path(target.url), folder), safe=_SAFE)
                words = f"[{words}]({path})"
            yield Edit(match.start(), match.end(), words)


def _relinked(text: str, url: str, places: Places) -> str:
    """A text whose links to generated pages lead to their files."""
    link = places.linker(url)
    written = set(places.paths.values())
    folder = posixpath.dirname(places.path(url))

    def edits() -> Iterable[Edit]:
        for token in tokens(text, blocks(text)):
            if not isinstance(token, Target):
                continue
            parts = urlsplit(token.text.strip("<>"))
            source = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            if source not in written and resolved(parts.path, url) in places.paths and parts.path:
                yield Edit(token.start, token.end, link(token.text.strip("<>")))

    return edited(text, edits())
