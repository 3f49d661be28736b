"""`casebook offprint`: single cases as files of their own, put on the library's shelf."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import click

from casebook import app
from casebook.cli.common import (
    CLEAN,
    FOUND,
    find_root,
    refuse,
    root_option,
    today_option,
    words,
)
from casebook.cli.loading import load
from casebook.cli.pressing import broken, fonts_of, hosted, standing
from casebook.cli.progress import Progress
from casebook.findings import Finding, Severity, severity_of
from casebook.findings.report import text_report
from casebook.model.ids import CaseId
from casebook.model.offprint import Offprint, has_offprints
from casebook.model.terms import Audience
from casebook.press.fonts import Fonts
from casebook.press.offprints import manuscript_of, print_offprints
from casebook.press.review import card_findings, print_findings
from casebook.publish.leaks import LeakScan, open_text
from casebook.publish.offprints import Offprints
from casebook.publish.volumes import volume_leaks
from casebook.source.catalogue import read_catalogue
from casebook.views.case import case_page
from casebook.views.page import CaseView

# So many cases share a process, and so much memory; what was made before one breaks off stays.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What single cases are printed with."""

    edition: app.Edition
    site: str
    offprints: Offprints
    scan: LeakScan
    fonts: Fonts
    today: date


@click.command("offprint")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--audience",
    type=click.Choice([str(word) for word in Audience]),
    default=str(Audience.PUBLIC),
    help="读者范围：public 公开（默认），intranet 内部。",
)
@click.option("--fonts", "folder", metavar="DIR", help="另外到这个文件夹里找字体。")
@root_option
@today_option
@click.pass_context
def offprint_command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    ids: tuple[str, ...],
    *,
    audience: str,
    folder: str | None,
    root: str | None,
    today: date,
) -> None:
    """把案例做成单篇文件：PDF、Word 文档和一页纸的做法卡；不写编号时做所有在库案例。

    做哪几种由 site_config/site.yml 的 offprints 决定。内容没有变的沿用原来的，
    下次生成网站时放进案例页。
    """
    base = find_root(root)
    host = hosted(base)
    with Progress(words()) as progress:
        loaded = load(base, today, progress, host.content)
    loaded = loaded if host.has_columns else app.without_columns(loaded)
    if not loaded.library.site.offprints:
        refuse("offprint_off")
    edition = app.edition(loaded, Audience(audience))
    desk = _desk(edition, host.address, fonts_of(base, folder), today)
    has_errors = _printed(desk, _views(edition), ids)
    context.exit(max(FOUND if has_errors else CLEAN, standing(loaded)))


def _desk(edition: app.Edition, site: str, fonts: Fonts, today: date) -> _Desk:
    return _Desk(
        edition=edition,
        site=site,
        offprints=Offprints(edition, site, read_catalogue()),
        scan=LeakScan(edition.whole, edition.library, open_text(edition.library, ())),
        fonts=fonts,
        today=today,
    )


def _views(edition: app.Edition) -> Mapping[CaseId, CaseView]:
    """The cases of which files may be made."""
    library, phrase = edition.library, read_catalogue().phrase
    pages = (
        case_page(case, edition.bodies.outlines.get(case.id), library, phrase)
        for case in library.cases.values()
        if has_offprints(case)
    )
    return {one.view.case.id: one.view for one in pages if isinstance(one.view, CaseView)}


def _printed(desk: _Desk, views: Mapping[CaseId, CaseView], ids: Sequence[str]) -> bool:
    """Print what is asked for and not there yet; whether a case was left out for its errors."""
    shelf, kinds = desk.offprints.shelf, desk.offprints.kinds
    if not shelf.is_sound:
        refuse("volume_linked", path=shelf.folder)
    if unknown := [one for one in ids if one not in views]:
        refuse("offprint_unknown", cases="、".join(unknown))
    digests = {CaseId(one): desk.offprints.digest(views[CaseId(one)]) for one in ids or views}
    due = [one for one, told in digests.items() if shelf.kept(one, told, kinds) is None]
    count = 0
    for start in range(0, len(due), _AT_ONCE):
        made = dict(_batch(desk, due[start : start + _AT_ONCE]))
        for case_id, files in made.items():
            shelf.put(case_id, digests[case_id], files)
        shelf.save(views.keys())
        count += len(made)
    shelf.save(views.keys())
    said = {"made": count, "kept": len(digests) - len(due), "path": shelf.folder}
    click.echo(words().phrase("offprint_done", **said))
    return count < len(due)


def _batch(
    desk: _Desk, cases: Sequence[CaseId]
) -> Iterator[tuple[CaseId, Mapping[Offprint, bytes | None]]]:
    """The files of some cases; one that has an error is told of and left out."""
    catalogue = read_catalogue()
    work = manuscript_of(cases, desk.edition, desk.site, catalogue)
    found = [*print_findings(work, desk.fonts.missing), *volume_leaks(work, desk.scan)]
    barred = {one.at.path for one in found if severity_of(one) is Severity.ERROR}
    kept = [one.case.id for one in work.view.cases if one.case.path not in barred]
    if len(kept) < len(cases):
        work = manuscript_of(kept, desk.edition, desk.site, catalogue)
    if kept:
        with broken(work):
            root, kinds = desk.edition.root, desk.offprints.kinds
            made = print_offprints(root, work, kinds, desk.fonts, desk.today)
        found += card_findings(work, made.letters)
        yield from made.files.items()
    _show(found)


def _show(findings: Sequence[Finding]) -> None:
    click.echo(text_report(findings, words()), nl=False, err=True)
