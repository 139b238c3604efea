"""Example values with their measures, so that what holds them needn't measure them again."""

from collections.abc import Iterable, Iterator

import msgspec

from pressroom.definition.examples.shapes import Shape
from pressroom.definition.model import Json

_COMFORTABLE = 250
"""Size over which an object loses optional properties, the largest first."""


class Made(msgspec.Struct, frozen=True, gc=False):
    """An example value, how many values are in it, and how deep it is nested.

    A value that isn't `sound` breaks a rule that nothing was found to keep.
    """

    value: Json
    size: int = 1
    height: int = 0
    sound: bool = True


def reduced(made: Made, shape: Shape) -> Iterator[Made]:
    """An object without one of its optional properties, then without any."""
    if isinstance(made.value, dict):
        optional = [name for name in made.value if name not in shape.required]
        for left_out in ([name] for name in reversed(optional)):
            yield _without(made, left_out)
        yield _without(made, optional)


def _without(made: Made, names: list[str]) -> Made:
    rest = {name: one for name, one in made.value.items() if name not in names}
    return Made(rest, made.size, made.height)


def trim(found: dict[str, Made], shape: Shape) -> None:
    """Take optional properties out until their count is right and the size comfortable."""
    most = shape.max_properties
    size = sum([made.size for made in found.values()])
    if most is None and size <= _COMFORTABLE:
        return
    optional = [name for name in found if name not in shape.required]
    while optional and most is not None and len(found) > most:
        size -= found.pop(optional.pop()).size
    for name in sorted(optional, key=lambda name: found[name].size, reverse=True):
        if size <= _COMFORTABLE or len(found) <= shape.min_properties:
            return
        size -= found.pop(name).size


def together(found: dict[str, Made]) -> Made:
    """An object of these members."""
    value: dict[str, Json] = {}
    size, height, sound = 1, 0, True
    for name, made in found.items():
        value[name] = made.value
        size += made.size
        height = max(height, made.height + 1)
        sound = sound and made.sound
    return Made(value, size, height, sound)


def measured(value: Json) -> Made:
    """A value that an author wrote."""
    size, height = _extent(value)
    return Made(value, size, height)


def _extent(value: Json) -> tuple[int, int]:
    """How many values are in `value`, and how deep they are nested."""
    if type(value) is dict:
        inside: Iterable[Json] = value.values()
    elif type(value) is list:
        inside = value
    else:
        return 1, 0
    size, height = 1, -1
    for one in inside:
        if type(one) is dict or type(one) is list:
            more, below = _extent(one)
            size, height = size + more, max(height, below)
        else:
            size, height = size + 1, max(height, 0)
    return size, height + 1
