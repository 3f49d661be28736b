"""The marks between which a rendered page is cut."""

import re
from typing import Final

# No page can hold a control character: the reader and the body see to that.
SLOT: Final = re.compile("\x02(\\w+)\x02")
