"""The day in Asia/Shanghai, where the products of this house are read."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

# China keeps one time, without summer time, since 1992.
SHANGHAI: Final = timezone(timedelta(hours=8))


def today_in_shanghai(epoch: str | None = None) -> date:
    """The date of SOURCE_DATE_EPOCH where it is given, else of this moment, in Asia/Shanghai.

    Raises ValueError for an epoch that is no date.
    """
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(SHANGHAI).date()
    except (OverflowError, OSError) as error:
        raise ValueError(epoch) from error
