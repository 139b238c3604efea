"""Whether a request is sent again, and when."""

import random
import time
from email.utils import parsedate_to_datetime

import httpx

LONGEST_WAIT = 60.0
"""Seconds: a server that asks for more gets no second request; its answer is the caller's."""

_TRANSIENT = frozenset((408, 429, 500, 502, 503, 504))
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def delay_before_retry(
    outcome: httpx.Response | httpx.TransportError, attempt: int, *, repeatable: bool
) -> float | None:
    """Seconds until the next attempt, `None` when there shall be none.

    A request that isn't `repeatable` could have its effect twice. It is only sent again when it
    never reached the server.
    """
    if isinstance(outcome, httpx.TransportError):
        again = repeatable or isinstance(outcome, _NEVER_SENT)
        return backoff(attempt) if again else None
    if outcome.status_code not in _TRANSIENT or not repeatable:
        return None
    asked = retry_after(outcome)
    if asked is None:
        return backoff(attempt)
    return asked if asked <= LONGEST_WAIT else None


def backoff(attempt: int) -> float:
    """Seconds: somewhere up to 0.5, 1, 2, 4, at most 8, so that clients don't come in step."""
    return random.uniform(0.5, 1) * min(8.0, 0.5 * 2.0**attempt)  # noqa: S311 - no secret


def retry_after(response: httpx.Response) -> float | None:
    """The seconds that `Retry-After` asks for, given in seconds or as a date (RFC 9110, 10.2.3)."""
    text = response.headers.get("retry-after", "")
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return max(0.0, moment.timestamp() - time.time())
