"""Feeds to disk, the text of each record looked at for leaks."""

from collections.abc import Callable, Iterable, Iterator

from casebook.findings import Finding
from casebook.publish.cache import digest
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.publish.version import code_version
from casebook.render.articles import Articles
from casebook.render.feeds import ATOM, FORMATS, feed_files
from casebook.views.feeds import Feed, FeedItem, Record


def write_feeds(  # noqa: PLR0913, PLR0917 (what a feed is made of, and where it goes)
    made: Iterable[Feed],
    site: str,
    articles: Articles,
    shown: Callable[[Record], bytes],
    output: Output,
    scan: LeakScan,
) -> list[Finding]:
    """Write every feed in every format; what they tell and must not tell.

    A text stands in up to four feeds, in each of them thrice and escaped: it is rendered for the
    first, and looked at there before it is escaped. What stands for it is `shown`; a feed that
    tells the same, and was looked through for the same secrets, stays as it is.
    """
    leaks: list[Finding] = []
    texts: dict[str, str] = {}
    is_searched = output.known.secrets == scan.version
    for feed in made:
        key = digest(code_version(), site, feed, [shown(item.record) for item in feed.items])
        if is_searched and output.keep_all([feed.url + name for name in FORMATS], key):
            continue
        for item in feed.items:
            if item.record.id not in texts:
                texts[item.record.id] = body = articles.body_of(item.record)
                text = "\n".join((*_words(item), body))
                leaks += scan.findings(feed.url + ATOM, text.encode("utf-8", "replace"))
        for path, data in feed_files(feed, site, lambda item: texts[item.record.id]):
            output.write(path, data, key)
    return leaks


def _words(item: FeedItem) -> Iterator[str]:
    yield from (item.title, item.summary, item.source, *item.authors, *item.terms)
