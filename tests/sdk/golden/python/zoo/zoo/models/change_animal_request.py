"""ChangeAnimalRequest."""

from __future__ import annotations

from ..runtime import UNSET, Model, Unset


class ChangeAnimalRequest(Model):
    name: str | Unset = UNSET
    keeper: str | None | Unset = UNSET
