"""Inventory, and what is in it."""

from __future__ import annotations

from ..runtime import UNSET, Model, OpenStrEnum, Unset


class Inventory(Model):
    meta: Meta | Unset = UNSET
    model: ModelModel | Unset = UNSET
    status: Status | Unset = UNSET
    resources: list[Resources] | Unset = UNSET


class Meta(Model):
    total: int | Unset = UNSET


class ModelModel(Model):
    year: int | Unset = UNSET


class Status(OpenStrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Resources(Model):
    sku: str | Unset = UNSET
