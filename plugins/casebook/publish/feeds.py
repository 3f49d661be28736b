"""Feeds to disk, the text of each record looked at for leaks."""

from collections.abc import Iterable, Iterator
from functools import cache

from casebook.findings import Finding
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.render.articles import Articles
from casebook.render.feeds import ATOM, feed_files
from casebook.views.feeds import Feed, FeedItem


def write_feeds(
    made: Iterable[Feed], site: str, articles: Articles, output: Output, scan: LeakScan
) -> list[Finding]:
    """Write every feed in every format; what they tell and must not tell.

    A text stands in up to four feeds, in each of them thrice and escaped: it is rendered for the
    first, and looked at there before it is escaped.
    """
    leaks: list[Finding] = []
    known: set[str] = set()
    made = list(made)
    records = {item.record.id: item.record for feed in made for item in feed.items}
    body_of = cache(lambda key: articles.body_of(records[key]))
    for feed in made:
        for item in feed.items:
            if item.record.id not in known:
                known.add(item.record.id)
                text = "\n".join((*_words(item), body_of(item.record.id)))
                leaks += scan.findings(feed.url + ATOM, text.encode("utf-8", "replace"))
        for path, data in feed_files(feed, site, lambda item: body_of(item.record.id)):
            output.write(path, data)
    return leaks


def _words(item: FeedItem) -> Iterator[str]:
    yield from (item.title, item.summary, item.source, *item.authors, *item.terms)
