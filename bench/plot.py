"""A scatter plot on two logarithmic axes, as an SVG of a few kilobytes."""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 36, 48

Point = tuple[float, float]


class Series(NamedTuple):
    """Points of one colour under one name."""

    name: str
    colour: str
    points: list[Point]


class Axis(NamedTuple):
    """Whole decades from `low` to `high` (exponents of ten), drawn from `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def decades(self) -> range:
        return range(self.low, self.high + 1)


def scatter(series: list[Series], *, title: str, x_name: str, y_name: str) -> str:
    """The plot. All numbers have to be positive."""
    points = [point for one in series for point in one.points]
    x = _axis((point[0] for point in points), LEFT, WIDTH - RIGHT)
    y = _axis((point[1] for point in points), HEIGHT - BOTTOM, TOP)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_grid(x, y),
        *(_dots(one, x, y) for one in series),
        *_legend(series),
        _text(WIDTH / 2, HEIGHT - 10, x_name, anchor="middle"),
        _text(
            14,
            HEIGHT / 2,
            y_name,
            anchor="middle",
            more=f' transform="rotate(-90 14 {HEIGHT / 2:g})"',
        ),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def exponent(points: Iterable[Point]) -> float:
    """`k` of the curve `y = c * x^k` nearest to the points: 1 is linear, 2 quadratic."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    above = sum((x - mean_x) * (y - mean_y) for x, y in logs)
    return above / sum((x - mean_x) ** 2 for x, _ in logs)


def _axis(values: Iterable[float], start: float, end: float) -> Axis:
    logs = [math.log10(value) for value in values]
    return Axis(math.floor(min(logs)), math.ceil(max(logs)), start, end)


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    for decade in x.decades:
        at = x.at(10.0**decade)
        yield f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield _text(at, HEIGHT - BOTTOM + 18, f"{10.0**decade:,g}", anchor="middle")
    for decade in y.decades:
        at = y.at(10.0**decade)
        yield f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(LEFT - 8, at + 4, f"{10.0**decade:,g}", anchor="end")


def _dots(series: Series, x: Axis, y: Axis) -> str:
    """One path: a stroke of no length with round ends is a dot. What coincides is drawn once."""
    places = dict.fromkeys((round(x.at(one)), round(y.at(other))) for one, other in series.points)
    steps = "".join(f"M{one} {other}h0" for one, other in places)
    return (
        f'<path d="{steps}" stroke="{series.colour}" stroke-width="3" stroke-linecap="round" '
        'stroke-opacity=".55" fill="none"/>'
    )


def _legend(series: list[Series]) -> Iterator[str]:
    for index, one in enumerate(series):
        left = LEFT + 150 * index
        yield f'<circle cx="{left + 5}" cy="{TOP - 16}" r="4" fill="{one.colour}"/>'
        yield _text(left + 14, TOP - 12, one.name)


def _text(x: float, y: float, text: str, *, anchor: str = "start", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{text}</text>'
