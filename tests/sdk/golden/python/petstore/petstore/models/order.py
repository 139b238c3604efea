"""Order."""

from __future__ import annotations

import datetime as dt

from ..runtime import UNSET, Model, Unset, field


class Order(Model):
    pet_id: int = field("petId")
    customer: str
    pick_up: dt.datetime | Unset = field("pickUp", default=UNSET)
