"""Feeds to disk, each looked at for leaks as it is read."""

from collections.abc import Iterable
from functools import cache

from casebook.findings import Finding
from casebook.publish.leaks import LeakScan
from casebook.publish.output import Output
from casebook.render.articles import Articles
from casebook.render.feeds import feed_files
from casebook.views.feeds import Feed


def write_feeds(
    made: Iterable[Feed], site: str, articles: Articles, output: Output, scan: LeakScan
) -> list[Finding]:
    """Write every feed in every format; what they tell and must not tell."""
    leaks: list[Finding] = []
    # A text stands in up to four feeds and is rendered for the first.
    body_of = cache(lambda key: articles.body_of(records[key]))
    made = list(made)
    records = {item.record.id: item.record for feed in made for item in feed.items}
    for feed in made:
        for file in feed_files(feed, site, lambda item: body_of(item.record.id)):
            leaks += scan.findings(file.path, file.plain.encode("utf-8", "replace"))
            output.write(file.path, file.data)
    return leaks
