"""Whether a string has a format or matches a pattern, as `jsonschema-rs` sees it."""

from functools import lru_cache
from typing import Any

_ASSERTED = frozenset(
    {
        *("date", "date-time", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"),
        *("uri", "uri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex"),
    }
)
"""JSON Schema 2020-12 (validation, section 7.3), without the internationalised ones."""

_SHORT = 200
"""The characters from which on a text is long."""


def has_format(name: str, value: str) -> bool:
    """Whether `value` has the format `name`; every string has an unknown one."""
    if name not in _ASSERTED:
        return True
    return _known(name, value) if len(value) < _SHORT else _is_valid(name, value)


def _is_valid(name: str, value: str) -> bool:
    return bool(_validator("format", name).is_valid(value))


_known = lru_cache(maxsize=4096)(_is_valid)
"""Examples repeat themselves, so it is remembered; but not with long texts to be kept."""


def matches(pattern: str, value: str) -> bool:
    """Whether `value` has a match of `pattern` (ECMA-262); one that can't be read matches all."""
    validator = _validator("pattern", pattern)
    return validator is None or bool(validator.is_valid(value))


@lru_cache(maxsize=4096)
def _validator(keyword: str, argument: str) -> Any:
    """What checks one keyword; `None` when its argument can't be read, which may take long."""
    from jsonschema_rs import Draft202012Validator

    try:
        return Draft202012Validator({keyword: argument}, validate_formats=True)
    except ValueError:
        return None
