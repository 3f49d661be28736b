"""When Python looks for objects that hang in circles: not in a library, which stays."""

import gc
from typing import Final

_OBJECTS_BETWEEN_SWEEPS: Final = 20_000


def sweep_after_what_stays() -> None:
    """Sweep often, past all that is there by now; what a page shows hangs in circles after it.

    Only what was there at the first time is passed over: of what comes later some is to go.
    """
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
