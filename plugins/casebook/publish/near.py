"""The neighbours of the cases of an edition, from the sketches of those that have not changed."""

from casebook.model.case import Case
from casebook.model.library import Library
from casebook.publish.bodies import Bodies
from casebook.publish.cache import digest
from casebook.publish.tables import Means
from casebook.text.sketch import Sketcher
from casebook.views.neighbours import Near, compared, matter, neighbours


def near(library: Library, bodies: Bodies, means: Means) -> Near:
    """The neighbours of every case of a gated library."""
    sketcher = Sketcher()

    def sketch(case: Case) -> bytes:
        return sketcher.sketch(matter(case, bodies.get(case.id)))

    def key(case: Case) -> bytes:
        origin = bodies.key(case.id)
        # The gate may take away what the source holds.
        return digest(origin, case.title, case.summary, case.method) if origin else b""

    items = [(key(case), case) for case in compared(library)]
    return neighbours(library, means.table("sketches", bytes).filled(items, sketch, means.jobs))
