"""Python values -> JSON values, by what they are."""

import base64
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from os import PathLike
from pathlib import Path
from typing import Any
from uuid import UUID

from .models import Model
from .unset import UNSET

_PLAIN = (str, int, float, type(None))


def jsonable(value: Any, *, sending: bool = True) -> Any:
    """The JSON value of a Python value. When `sending`, read-only properties are left out.

    Times without a zone count as local, as everywhere in Python.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Model):
        return model_document(value, sending=sending)
    if isinstance(value, Mapping):
        return {
            str(key): jsonable(item, sending=sending)
            for key, item in value.items()
            if item is not UNSET
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(item, sending=sending) for item in value]
    return _scalar(value)


def model_document(model: Model, *, sending: bool) -> dict[str, Any]:
    """The JSON object of a model: its own properties under their keys, then the others."""
    document: dict[str, Any] = {}
    values = vars(model)
    for name, field in model.__fields__.items():
        if name in values and not field.additional and (field.init or not sending):
            document[field.key(name)] = jsonable(values[name], sending=sending)
    for key, value in values.get("additional_properties", {}).items():
        document[key] = jsonable(value, sending=sending)
    return document


def _scalar(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return rfc3339(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, PathLike):
        return base64.b64encode(Path(value).read_bytes()).decode("ascii")
    raise TypeError(f"{type(value).__name__} has no JSON form: {value!r}")


def rfc3339(moment: dt.datetime) -> str:
    """A time as RFC 3339 writes it, with `Z` for UTC, and no more digits than it needs."""
    zoned = moment if moment.tzinfo is not None else moment.astimezone()
    micro = zoned.microsecond
    text = zoned.isoformat(timespec="milliseconds" if micro and not micro % 1000 else "auto")
    return text.replace("+00:00", "Z")
