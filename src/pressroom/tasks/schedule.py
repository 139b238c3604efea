"""When a delivery is attempted again: the pauses, and what a receiver asks for."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

DAY = 86_400.0
"""Seconds for which a delivery is attempted again and again."""

PAUSES = (5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 36_000.0)
"""Seconds after each failure: what Standard Webhooks suggests for the first day."""

SPREAD = 0.2
"""The part of a pause that is left to luck, lest all come back at the same moment."""

BUSY = (429, 503)
"""Statuses whose `Retry-After` is honoured."""


def next_pause(failures: int, age: float, luck: float, asked: float | None = None) -> float | None:
    """Seconds until the next attempt; `None` when the delivery is given up.

    `failures` counts those so far, `age` is how many seconds ago the delivery was asked for, `luck`
    is from 0 to 1, `asked` is what the receiver asks for. The last attempt is after a day.
    """
    left = DAY - age
    if left <= 0 or failures > len(PAUSES):
        return None
    pause = PAUSES[failures - 1] * (1 + SPREAD * luck)
    return min(max(pause, asked or 0.0), left)


def asked_pause(status: int, retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a receiver asks us to stay away (RFC 9110, section 10.2.3), if it does."""
    if status not in BUSY or retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), DAY)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), DAY)
