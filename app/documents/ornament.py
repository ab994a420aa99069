"""The star of the house, drawn as vectors: a lattice of eight-pointed stars and crosses, and a border of them."""

from __future__ import annotations

import math

INNER = math.cos(math.pi / 4) / math.cos(math.pi / 8)  # of two crossed squares: where their sides meet


def star(x: float, y: float, radius: float, *, inner: float = INNER, points: int = 8) -> str:
    """Path data of a star whose first point looks to the right."""
    corners = []
    for step in range(2 * points):
        reach = radius if step % 2 == 0 else radius * inner
        angle = math.pi * step / points
        corners.append(f"{_n(x + reach * math.cos(angle))} {_n(y + reach * math.sin(angle))}")
    return "M" + "L".join(corners) + "z"


def lattice(width: float, height: float, step: float) -> str:
    """Path data of stars that touch, `step` apart, over a rectangle; clip what reaches beyond it. Between them stand crosses."""
    columns, rows = math.ceil(width / step) + 1, math.ceil(height / step) + 1
    left, top = (width - (columns - 1) * step) / 2, (height - (rows - 1) * step) / 2
    places = [(left + column * step, top + row * step) for row in range(rows) for column in range(columns)]
    return "".join(star(x, y, step / 2) + star(x, y, step / 2 * 0.46) for x, y in places)


def rosette(radius: float, points: int, skip: int) -> str:
    """Path data of the star that joins each of so many points on a circle with the one `skip` further on: {16/7}."""
    corners = [(radius * math.cos(2 * math.pi * i / points), radius * math.sin(2 * math.pi * i / points)) for i in range(points)]
    lines = ((corners[i], corners[(i + skip) % points]) for i in range(points))
    return "".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for (a, b), (c, d) in lines)


def frieze(width: float, height: float) -> str:
    """Path data of a row of stars that touch, each with a small one at its heart."""
    count = max(1, round(width / height))
    step = width / count
    return "".join(star(step * (i + 0.5), height / 2, step / 2) + star(step * (i + 0.5), height / 2, step / 2 * 0.42) for i in range(count))


def frame(width: float, height: float, step: float) -> tuple[str, float, float]:
    """(path data, step across, step down) of a border one star wide along the edges of a rectangle.

    The steps are adjusted so that a whole number of stars goes round, one in each corner."""
    across, down = max(1, round(width / step) - 1), max(1, round(height / step) - 1)
    dx, dy = (width - step) / across, (height - step) / down
    half = step / 2
    places = {(half + i * dx, y) for i in range(across + 1) for y in (half, height - half)}
    places |= {(x, half + j * dy) for j in range(down + 1) for x in (half, width - half)}
    return "".join(star(x, y, half * 0.98) + star(x, y, half * 0.46) for x, y in sorted(places)), dx, dy


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
