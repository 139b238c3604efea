"""Strings and numbers that satisfy a shape.

`variant` counts from 0 and asks for a different value each time, as far as the schema has one.
The values are reserved for documentation: RFC 2606 names, RFC 5737 and RFC 3849 addresses.
"""

import math
from base64 import b64encode
from collections.abc import Callable
from fractions import Fraction

from pressroom.definition.examples.fitting import INTEGER_FORMATS
from pressroom.definition.examples.formats import matches
from pressroom.definition.examples.patterns import certain_match, matching
from pressroom.definition.examples.shapes import Limit, Shape

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
_USUAL = (
    *("string", "name", "a", "A", "abc", "ABC", "1", "0", "12", "123", "1234", "12345", "123456"),
    *("1.0", "1.0.0", "v1", "10.00", "en", "EN", "en-US", "US", "USD", "true", "a-b", "a_b", "a.b"),
    *("2025-01-15", "2025-01-15T09:30:00Z", "09:30", "09:30:00", "P1D", "#aabbcc", "/path", "*"),
    *("user@example.com", "example.com", "https://example.com/", "+14155550100", "192.0.2.1"),
    *(
        "192.0.2.0/24",
        "f81d4fae-7dec-11d0-a765-00a000000000",
        "name:value",
        "key=value",
        "Abcd123!",
    ),
)
"""What patterns are usually about, for those that can't be read as a recipe."""
_LONGEST = 65_536


def text(shape: Shape, variant: int = 0) -> str | None:
    """A string of the right pattern, format and length, as far as these can be had together.

    A pattern goes before a format, and the length before both where they contradict. `None` when
    no string is short or long enough.
    """
    shortest, longest = shape.min_length, shape.max_length
    if shortest > _LONGEST or (longest is not None and longest < shortest):
        return None
    certain = certain_text(shape, variant)
    if certain is not None:
        return certain
    formatted = _fitting(_formatted(shape, variant), shortest, longest, variant)
    if not shape.patterns:
        return formatted
    made = [matching(pattern, shortest, longest, variant) for pattern in shape.patterns]
    found = [one for one in made if one is not None]
    usual = [formatted] if shape.formats else []
    for candidate in (*usual, *found, *_USUAL[variant:], *_USUAL[:variant]):
        if _satisfies(candidate, shape):
            return candidate
    return found[0] if found else formatted


def certain_text(shape: Shape, variant: int = 0) -> str | None:
    """What `text` gives for a shape with a pattern, where it is made to match.

    `None` where it only may: a validator has to look at it then, which for some patterns takes
    longer than everything else.
    """
    if len(shape.patterns) != 1 or shape.formats:
        return None
    return certain_match(shape.patterns[0], shape.min_length, shape.max_length, variant)


def _satisfies(value: str, shape: Shape) -> bool:
    most = _LONGEST if shape.max_length is None else shape.max_length
    return shape.min_length <= len(value) <= most and all(
        matches(pattern, value) for pattern in shape.patterns
    )


def _formatted(shape: Shape, variant: int) -> str | None:
    for name in shape.formats:
        write = _FORMATS.get(_SAME_FORMATS.get(name, name))
        if write is not None:
            return write(variant)
    return _FORMATS["byte"](variant) if "base64" in shape.encodings else None


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


def numeral(shape: Shape, *, whole: bool, variant: int = 0) -> int | float | None:
    """A number within the limits and a multiple as asked; `None` when there is none."""
    whole = whole or any(name in INTEGER_FORMATS for name in shape.formats)
    if not (shape.lower or shape.upper or shape.steps):
        return 1 + variant if whole or variant else 1.5
    formats = [INTEGER_FORMATS[name] for name in shape.formats if name in INTEGER_FORMATS]
    low = _strictest((*shape.lower, *(Limit(least) for least, _ in formats)), 1)
    high = _strictest((*shape.upper, *(Limit(most) for _, most in formats)), -1)
    step = _step(shape, whole)
    if step is None and variant == 0:
        return _unstepped(low, high)
    return _stepped(low, high, step or Fraction(1), variant)


Bound = tuple[Fraction, bool] | None
"""A limit, and whether it is exclusive."""


def _strictest(limits: tuple[Limit, ...], inward: int) -> Bound:
    bounds = [(Fraction(limit.value), limit.exclusive) for limit in limits]
    return max(bounds, key=lambda bound: (inward * bound[0], bound[1]), default=None)


def _step(shape: Shape, whole: bool) -> Fraction | None:
    steps = [Fraction(str(value)) for value in shape.steps]
    if whole:
        steps.append(Fraction(1))
    if not steps:
        return None
    found = steps[0]
    for step in steps[1:]:
        numerator = math.lcm(found.numerator, step.numerator)
        found = Fraction(numerator, math.gcd(found.denominator, step.denominator))
    return found


def _stepped(low: Bound, high: Bound, step: Fraction, variant: int) -> int | float | None:
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


def _unstepped(low: Bound, high: Bound) -> int | float | None:
    wanted = Fraction(3, 2)
    if _within(wanted, low, high):
        return _plain(wanted)
    if low is None or high is None:
        value, exclusive = low or high or (wanted, False)
        return _plain(value + (1 if low else -1) * exclusive)
    middle = (low[0] + high[0]) / 2
    ends = (low[0], high[0], middle)
    return next((_plain(end) for end in ends if _within(end, low, high)), None)


def _within(value: Fraction, low: Bound, high: Bound) -> bool:
    above = low is None or value > low[0] or (value == low[0] and not low[1])
    return above and (high is None or value < high[0] or (value == high[0] and not high[1]))


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
