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


def has_format(name: str, value: str) -> bool:
    """Whether `value` has the format `name`; every string has an unknown one."""
    return name not in _ASSERTED or bool(_validator("format", name).is_valid(value))


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
