"""The work of `casebook build`; a build that finds nothing to do is done before it is imported."""

import click

from casebook.adapters.mkdocs import host
from casebook.adapters.mkdocs.place import UnfitOutputError
from casebook.cli.common import refuse, words
from casebook.cli.loading import load
from casebook.cli.progress import Progress
from casebook.findings.report import text_report
from casebook.publish.standing import Order, Plan, Result
from casebook.publish.sweeps import sweep_after_what_stays
from casebook.publish.tables import Means


def plan(order: Order) -> Plan:
    """What the edition is made of and where it goes; ends the command where it cannot go."""
    try:
        return host.plan(order.root, order.audience, order.output, offline=order.offline)
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)
    except UnfitOutputError as error:
        refuse(f"output_{error}", path=error.path)


def build(order: Order, means: Means, progress: Progress, *, anew: bool) -> tuple[Result, bool]:
    """Build the edition, every page `anew` or those that have changed; whether anything differed.

    The result does not tell yet what was left.
    """
    try:
        content = host.content(order.root)
        loaded = load(order.root, order.today, progress, content, means=means)
        if loaded.is_lost:
            click.echo(text_report(loaded.findings, words()), nl=False, err=True)
            refuse("nothing_left", count=len(loaded.records))
        sweep_after_what_stays()
        built = host.build(
            loaded, order.audience, order.output, progress, anew=anew, offline=order.offline
        )
    except host.BrokenHostError as error:
        refuse("broken_mkdocs", why=error)
    except UnfitOutputError as error:
        # A known plan was made before somebody put a link there.
        refuse(f"output_{error}", path=error.path)
    result = Result(
        manifest=b"",
        findings=(*loaded.findings, *built.findings),
        records=loaded.submissions,
        cases=built.cases,
        articles=built.articles,
        has_errors=loaded.has_errors,
    )
    return result, built.changed
