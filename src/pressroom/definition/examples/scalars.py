"""Strings and numbers that satisfy a schema's layers.

`variant` counts from 0 and asks for a different value each time, as far as the schema has one.
The values are reserved for documentation: RFC 2606 names, RFC 5737 and RFC 3849 addresses.
"""

import math
from base64 import b64encode
from collections.abc import Callable
from fractions import Fraction

from pressroom.definition.examples.layers import Layers, at_least, at_most, numbers, texts
from pressroom.definition.examples.patterns import matching

_FORMATS: dict[str, Callable[[int], str]] = {
    "date": lambda n: f"2025-01-{15 + n % 10}",
    "date-time": lambda n: f"2025-01-{15 + n % 10}T09:30:00Z",
    "time": lambda n: f"09:{30 + n % 30}:00Z",
    "duration": lambda n: f"P{n + 1}D",
    "email": lambda n: f"user{n or ''}@example.com",
    "hostname": lambda n: f"{f'host{n}.' if n else ''}example.com",
    "ipv4": lambda n: f"192.0.2.{n % 254 + 1}",
    "ipv6": lambda n: f"2001:db8::{n + 1:x}",
    "uri": lambda n: f"https://example.com/{n or ''}",
    "uri-reference": lambda n: f"/path{n or ''}",
    "uri-template": lambda n: f"https://example.com/{{id{n or ''}}}",
    "uuid": lambda n: f"f81d4fae-7dec-11d0-a765-00a0{n:08x}",
    "byte": lambda n: b64encode(b"text" + b"%d" % n).decode(),
    "json-pointer": lambda n: f"/path{n or ''}",
    "relative-json-pointer": lambda n: f"{n}/path",
    "regex": lambda n: f"^[a-z]{{{n + 1}}}$",
    "password": lambda n: f"correct-horse{n or ''}",
}
_SAME_FORMATS = {
    "datetime": "date-time",
    "idn-email": "email",
    "idn-hostname": "hostname",
    "iri": "uri",
    "iri-reference": "uri-reference",
    "url": "uri",
    "guid": "uuid",
    "base64": "byte",
}
_INTEGER_FORMATS = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
}
_LONGEST = 65_536


def text(layers: Layers, variant: int = 0) -> str | None:
    """A string of the right pattern, format and length, as far as these can be had together.

    A pattern goes before a format, and the length before both where they contradict. A pattern
    that can't be followed, or a second one, is left unmet. `None` when no string is short or
    long enough.
    """
    shortest, longest = at_least(layers, "minLength"), at_most(layers, "maxLength")
    if shortest > _LONGEST or (longest is not None and longest < shortest):
        return None
    for pattern in texts(layers, "pattern")[:1]:
        found = matching(pattern, shortest, longest)
        if found is not None:
            return found
    return _fitting(_formatted(layers, variant), shortest, longest, variant)


def _formatted(layers: Layers, variant: int) -> str | None:
    for name in texts(layers, "format"):
        write = _FORMATS.get(_SAME_FORMATS.get(name, name))
        if write is not None:
            return write(variant)
    encoded = "base64" in texts(layers, "contentEncoding")
    return _FORMATS["byte"](variant) if encoded else None


def _fitting(formatted: str | None, shortest: int, longest: int | None, variant: int) -> str:
    value = f"string{variant or ''}" if formatted is None else formatted
    if longest is not None and len(value) > longest:
        value = _numbered(longest, variant)
    if len(value) < shortest:
        value = _lengthened(value, shortest - len(value))
    return value


def _numbered(length: int, variant: int) -> str:
    """The first `length` letters of "string", told apart by their last ones."""
    mark = str(variant)[-length:] if variant and length else ""
    return "string"[: length - len(mark)] + mark


def _lengthened(value: str, missing: int) -> str:
    """A longer string of the same format, for the formats whose strings have any length."""
    if "@" in value:
        return "u" * min(missing, 50) + value[:-4] + "e" * max(missing - 50, 0) + value[-4:]
    if value.endswith(":00Z"):
        return f"{value[:-1]}.{'0' * max(missing - 1, 1)}Z"
    return value + "g" * missing


def numeral(layers: Layers, *, whole: bool, variant: int = 0) -> int | float | None:
    """A number within the limits and a multiple as asked; `None` when there is none.

    Limits are JSON Schema's; OpenAPI 3.0's boolean `exclusiveMinimum` is read as well.
    """
    low, high = _limits(layers, "inimum", max), _limits(layers, "aximum", min)
    step = _step(layers, whole)
    if step is None and variant == 0:
        return _unstepped(low, high)
    return _stepped(low, high, step or Fraction(1), variant)


Limit = tuple[Fraction, bool] | None
"""A limit, and whether it is exclusive."""


def _limits(layers: Layers, name: str, strictest: Callable[[list[Fraction]], Fraction]) -> Limit:
    plain = [Fraction(value) for value in numbers(layers, f"m{name}")]
    bare = [Fraction(value) for value in numbers(layers, f"exclusiveM{name}")]
    plain += [Fraction(one) for one in _format_limits(layers, name)]
    if not plain and not bare:
        return None
    limit = strictest(plain + bare)
    switched = any(
        layer.value.get(f"exclusiveM{name}") is True and layer.value.get(f"m{name}") == limit
        for layer in layers
    )
    return limit, switched or limit in bare


def _format_limits(layers: Layers, name: str) -> list[int]:
    found = (_INTEGER_FORMATS.get(format_) for format_ in texts(layers, "format"))
    return [limits[name == "aximum"] for limits in found if limits]


def _step(layers: Layers, whole: bool) -> Fraction | None:
    steps = [Fraction(str(value)) for value in numbers(layers, "multipleOf") if value > 0]
    if whole:
        steps.append(Fraction(1))
    if not steps:
        return None
    found = steps[0]
    for step in steps[1:]:
        numerator = math.lcm(found.numerator, step.numerator)
        found = Fraction(numerator, math.gcd(found.denominator, step.denominator))
    return found


def _stepped(low: Limit, high: Limit, step: Fraction, variant: int) -> int | float | None:
    """The multiple of `step` nearest to 1 from above that the limits allow, or the last one."""
    least = -math.inf if low is None else _multiple(low, step, math.ceil, 1)
    most = math.inf if high is None else _multiple(high, step, math.floor, -1)
    if least > most:
        return None
    factor = max(least, min(1, most)) + variant
    if factor > most:
        factor = max(least, min(1, most) - variant)
    return _plain(Fraction(int(factor)) * step)


def _multiple(
    limit: tuple[Fraction, bool], step: Fraction, snap: Callable[[Fraction], int], inward: int
) -> int:
    value, exclusive = limit
    factor = snap(value / step)
    return factor + inward if exclusive and factor * step == value else factor


def _unstepped(low: Limit, high: Limit) -> int | float | None:
    wanted = Fraction(3, 2)
    if _within(wanted, low, high):
        return _plain(wanted)
    if low is None or high is None:
        value, exclusive = low or high or (wanted, False)
        return _plain(value + (1 if low else -1) * exclusive)
    middle = (low[0] + high[0]) / 2
    ends = (low[0], high[0], middle)
    return next((_plain(end) for end in ends if _within(end, low, high)), None)


def _within(value: Fraction, low: Limit, high: Limit) -> bool:
    above = low is None or value > low[0] or (value == low[0] and not low[1])
    return above and (high is None or value < high[0] or (value == high[0] and not high[1]))


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
