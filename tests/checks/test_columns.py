"""No column takes an address, or the name of a page, that the site has already."""

from casebook import app
from casebook.checks.columns import TAKEN
from casebook.findings import Catalogue
from casebook.publish.help import help_fillings, help_pages
from casebook.views import pages, stubs
from casebook.views.volume_pages import VOLUMES
from sites import ROOT, TODAY


def test_every_name_of_the_sample_is_known_to_be_taken(catalogue: Catalogue) -> None:
    loaded = app.load(ROOT, TODAY, catalogue)
    library = app.without_columns(loaded).library
    fillings = {**stubs(library, catalogue.phrase), **help_fillings(library, catalogue)}
    made = [
        *pages(library, loaded.bodies, catalogue.phrase),
        *help_pages(catalogue),
        *fillings.values(),
    ]
    urls = {*(page.url for page in made), VOLUMES}
    names = {url.partition("/")[0] for url in urls if url} | stubs(library, catalogue.phrase).keys()
    assert names <= TAKEN, sorted(names - TAKEN)
