"""Filter."""

from __future__ import annotations

import datetime as dt

from ..runtime import UNSET, Model, Unset


class Filter(Model):
    house: str | Unset = UNSET
    born: dt.date | Unset = UNSET
