"""Which template makes the article of which view."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from casebook.views.article_page import ArchiveView, ArticleView, ColumnView
from casebook.views.help_view import CodesView, CodeView, FieldsView, GuideView, HelpView
from casebook.views.page import (
    AwardView,
    BatchesView,
    BatchView,
    CaseView,
    HomeView,
    LibraryView,
    ListingView,
    SearchView,
    UnitsView,
    UnitView,
)
from casebook.views.register_page import (
    AwardsView,
    BrandsView,
    HonoursView,
    IndicatorsView,
    RegisterView,
    StandardsView,
    TargetsView,
)
from casebook.views.volume_page import VolumePage, VolumesView

TEMPLATE_OF: Final[Mapping[type, str]] = MappingProxyType(
    {
        CaseView: "case.html",
        ListingView: "listing.html",
        UnitView: "unit.html",
        BatchView: "batch.html",
        HomeView: "home.html",
        LibraryView: "library.html",
        UnitsView: "units.html",
        BatchesView: "batches.html",
        AwardView: "award.html",
        AwardsView: "awards.html",
        BrandsView: "brands.html",
        HonoursView: "honours.html",
        IndicatorsView: "indicators.html",
        StandardsView: "standards.html",
        TargetsView: "targets.html",
        VolumePage: "volume.html",
        VolumesView: "volumes.html",
        SearchView: "search.html",
        HelpView: "help.html",
        GuideView: "guide.html",
        CodesView: "codes.html",
        CodeView: "code.html",
        FieldsView: "fields.html",
        ArticleView: "article.html",
        ColumnView: "column.html",
        ArchiveView: "archive.html",
    }
)
# What a template leaves to a hand-written page: the title.
UNTITLED: Final = (
    LibraryView,
    UnitsView,
    BatchesView,
    RegisterView,
    VolumesView,
    HelpView,
    GuideView,
    CodesView,
    FieldsView,
    ColumnView,
)
