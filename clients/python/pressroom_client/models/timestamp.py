"""Timestamp."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

Timestamp: TypeAlias = dt.datetime
"""A time in UTC, RFC 3339, with milliseconds and `Z`."""
