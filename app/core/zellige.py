"""A star pattern drawn from a name, for where a picture is missing: no two events look alike, and the same event always looks the same.

The geometry is that of the craft: a tiling of regular polygons; from the middle of every edge two lines set out at one angle and run until they
meet their neighbours' (E. H. Hankin, "The Drawing of Geometric Patterns in Saracenic Art", 1925). Octagons give the khatam, decagons and dodecagons the richer stars."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from .colour import DEFAULT, HEX, from_oklch, to_oklch

Point = complex
Polygon = tuple[Point, ...]
WIDTH, HEIGHT = 1200, 450
FAR = 1e9


class Tiling(NamedTuple):
    """A rectangle that repeats, in edges of its polygons; the large polygons first, what fills the gaps after; the angles that suit it, in degrees."""

    width: float
    height: float
    large: tuple[Polygon, ...]
    small: tuple[Polygon, ...]
    angles: tuple[float, ...]


class Dress(NamedTuple):
    """Colours of the ground, the large stars, their hearts, the small stars, and the strapwork."""

    ground: str
    star: str
    heart: str
    small: str
    strap: str


@lru_cache(maxsize=512)
def zellige(seed: str, *, accent: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """An SVG under 6 KB, of figures only: nothing of the seed stands in it. `accent` is "#rrggbb"; a window of other measures shows more or fewer stars."""
    digest = hashlib.sha256(seed.encode()).digest()
    tiling = _TILINGS[digest[0] % len(_TILINGS)]
    angle = math.radians(tiling.angles[digest[1] % len(tiling.angles)])
    dress = _dresses(accent if HEX.fullmatch(accent.lower()) else DEFAULT)[digest[2] % 5]
    edge = 34 + digest[3] / 255 * 30
    turn = (0, 0, 45, 90, 22.5)[digest[4] % 5]
    shift = f"{digest[5] * 4} {digest[6] * 2}"
    heart = (0.34, 0.42, 0.5)[digest[7] % 3]
    name = f"z{digest[8:14].hex()}"
    body = "".join(_draw(tiling, angle, edge, heart, dress))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        f'<pattern id="{name}" width="{_n(tiling.width * edge)}" height="{_n(tiling.height * edge)}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({turn}) translate({shift})">{body}</pattern>'
        f'<path fill="{dress.ground}" d="M0 0h{width}v{height}H0z"/><path fill="url(#{name})" d="M0 0h{width}v{height}H0z"/></svg>'
    )


def figures(seed: str, *, accent: str, width: float, height: float) -> Iterator[tuple[str, list[tuple[float, float]], bool]]:
    """The same pattern, upright, for a canvas of pixels: (colour, points, whether it is a shape to fill or a line), the ground first."""
    digest = hashlib.sha256(seed.encode()).digest()
    tiling = _TILINGS[digest[0] % len(_TILINGS)]
    angle = math.radians(tiling.angles[digest[1] % len(tiling.angles)])
    dress = _dresses(accent if HEX.fullmatch(accent.lower()) else DEFAULT)[digest[2] % 5]
    edge = 34 + digest[3] / 255 * 30
    yield dress.ground, [(0, 0), (width, 0), (width, height), (0, height)], True
    polygons = [(polygon, fill) for group, fill in ((tiling.large, dress.star), (tiling.small, dress.small)) for polygon in group]
    drawn = [(polygon, fill, _strands(polygon, angle)) for polygon, fill in polygons]
    spots = [
        complex(column * tiling.width, row * tiling.height)
        for column in range(-1, int(width / tiling.width / edge) + 2)
        for row in range(-1, int(height / tiling.height / edge) + 2)
    ]
    for spot in spots:
        for polygon, fill, lines in drawn:
            yield fill, _pixels(_star(lines), spot, edge), True
            yield from ((dress.strap, _pixels(line, spot, edge), False) for line in lines)
            if polygon in tiling.large:
                yield dress.heart, _pixels(_heart(polygon, 0.42), spot, edge), True


def _pixels(points: Sequence[Point], spot: Point, edge: float) -> list[tuple[float, float]]:
    return [((p + spot).real * edge, (p + spot).imag * edge) for p in points]


def _draw(tiling: Tiling, angle: float, edge: float, heart: float, dress: Dress) -> Iterator[str]:
    """The stars as fills, then the strapwork over them as one stroke."""
    straps = ""
    for polygons, fill in ((tiling.large, dress.star), (tiling.small, dress.small)):
        stars = ""
        for polygon in _repeated(tiling, polygons):
            lines = _strands(polygon, angle)
            straps += "".join(_path(line, edge) for line in lines)
            stars += _path(_star(lines), edge) + "z"
        yield f'<path fill="{fill}" d="{stars}"/>'
    yield f'<path fill="none" stroke="{dress.strap}" stroke-width="{_n(edge / 13)}" stroke-linejoin="round" stroke-linecap="round" d="{straps}"/>'
    hearts = "".join(_path(_heart(polygon, heart), edge) + "z" for polygon in _repeated(tiling, tiling.large))
    yield f'<path fill="{dress.heart}" d="{hearts}"/>'


def _strands(polygon: Polygon, angle: float) -> list[Polygon]:
    """The bent lines inside a polygon: each from the middle of an edge, to a meeting point, to the middle of another edge.

    Rays are paired by the shortest way first (C. S. Kaplan, "Islamic Star Patterns from Polygons in Contact", 2005), which serves concave polygons too."""
    rays = []
    for start, end in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        along = (end - start) / abs(end - start)
        middle = (start + end) / 2
        rays += [(middle, along * _unit(angle)), (middle, along * _unit(math.pi - angle))]
    ways = sorted((way, i, j) for i, j in combinations(range(len(rays)), 2) if (way := _way(rays[i], rays[j])) < FAR)
    taken: set[int] = set()
    lines: list[Polygon] = []
    for _, i, j in ways:
        if not taken & {i, j}:
            taken |= {i, j}
            lines.append((rays[i][0], _meeting(rays[i], rays[j]), rays[j][0]))
    return lines


def _way(one: tuple[Point, Point], other: tuple[Point, Point]) -> float:
    """How far two rays run until they meet; FAR when they do not, or start in one point."""
    if abs(one[0] - other[0]) < 1e-9:
        return FAR
    across = (one[1].conjugate() * other[1]).imag
    if abs(across) < 1e-9:
        return FAR
    gap = other[0] - one[0]
    first, second = (gap.conjugate() * other[1]).imag / across, (gap.conjugate() * one[1]).imag / across
    return round(first + second, 6) if first > 1e-9 and second > 1e-9 else FAR


def _meeting(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point:
    across = (one[1].conjugate() * other[1]).imag
    return one[0] + one[1] * (((other[0] - one[0]).conjugate() * other[1]).imag / across)


def _star(lines: Sequence[Polygon]) -> Polygon:
    """The strands of one polygon joined end to end into its star."""
    left, outline = list(lines), list(lines[0][:2])
    end = left.pop(0)[2]
    while left:
        following = min(left, key=lambda line: min(abs(line[0] - end), abs(line[2] - end)))
        left.remove(following)
        a, point, b = following if abs(following[0] - end) < abs(following[2] - end) else following[::-1]
        outline += [a, point]
        end = b
    return tuple(outline)


def _heart(polygon: Polygon, size: float) -> Polygon:
    """The small star in the middle of a large one, with as many points."""
    centre = sum(polygon) / len(polygon)
    outer = [(p - centre) * size for p in polygon]
    inner = [(p + q) / 2 * 0.72 for p, q in zip(outer, (*outer[1:], outer[0]), strict=True)]
    return tuple(centre + p for pair in zip(outer, inner, strict=True) for p in pair)


def _repeated(tiling: Tiling, polygons: Sequence[Polygon]) -> Iterator[Polygon]:
    """Every copy that shows in the rectangle, those across its borders included."""
    for polygon in polygons:
        for column in (-1, 0, 1):
            for row in (-1, 0, 1):
                moved = tuple(p + complex(column * tiling.width, row * tiling.height) for p in polygon)
                xs, ys = [p.real for p in moved], [p.imag for p in moved]
                if max(xs) > 0.001 and min(xs) < tiling.width - 0.001 and max(ys) > 0.001 and min(ys) < tiling.height - 0.001:
                    yield moved


def _regular(sides: int, centre: Point, first: float) -> Polygon:
    """A regular polygon of edge 1, its first corner in the direction `first`, in degrees."""
    radius = 0.5 / math.sin(math.pi / sides)
    return tuple(centre + radius * _unit(math.radians(first + 360 * k / sides)) for k in range(sides))


def _octagons() -> Tiling:
    side = 1 + math.sqrt(2)
    middle = complex(side, side) / 2
    return Tiling(side, side, (_regular(8, middle, 22.5),), (_regular(4, 0j, 0),), (67.5, 60, 52.5))


def _decagons() -> Tiling:
    apothem = 0.5 / math.tan(math.pi / 10)
    width, height = 4 * apothem * math.cos(math.pi / 5), 4 * apothem * math.sin(math.pi / 5)
    tie = tuple(
        complex(x, y) for x, y in ((-0.951057, -0.5), (0, -0.190983), (0.951057, -0.5), (0.951057, 0.5), (0, 0.190983), (-0.951057, 0.5))
    )
    ties = (tuple(p + width / 2 for p in tie), tuple(p + complex(0, height / 2) for p in tie))
    return Tiling(width, height, (_regular(10, 0j, 18), _regular(10, complex(width, height) / 2, 18)), ties, (72, 63, 54))


def _dodecagons() -> Tiling:
    width = 2 + math.sqrt(3)
    height = width * math.sqrt(3)
    up = (complex(width / 2, height / 6), complex(0, height * 2 / 3))
    down = (complex(0, height / 3), complex(width / 2, height * 5 / 6))
    triangles = tuple(_regular(3, c, 30) for c in up) + tuple(_regular(3, c, 90) for c in down)
    return Tiling(width, height, (_regular(12, 0j, 15), _regular(12, complex(width, height) / 2, 15)), triangles, (75, 67.5, 60))


def _dresses(accent: str) -> tuple[Dress, ...]:
    """Five ways to wear one accent: its own shades, ivory, and the ochre of the glazes."""
    _, chroma, hue = to_oklch(accent)
    chroma = min(chroma, 0.13)
    deep, full, soft = (from_oklch(light, chroma * share, hue) for light, share in ((0.31, 0.7), (0.47, 1), (0.72, 0.65)))
    pale, ivory, ochre = from_oklch(0.9, chroma * 0.25, hue), "#f6f0e2", "#c9973f"
    return (
        Dress(full, ivory, full, ochre, deep),
        Dress(deep, full, ochre, soft, ivory),
        Dress(ivory, full, ivory, ochre, deep),
        Dress(full, deep, ivory, soft, pale),
        Dress(pale, deep, ochre, full, ivory),
    )


def _path(points: Sequence[Point], edge: float) -> str:
    """Absolute start, then relative steps: the shortest way to write it."""
    x, y = round(points[0].real * edge, 1), round(points[0].imag * edge, 1)
    path = f"M{_n(x)} {_n(y)}l"
    steps = []
    for p in points[1:]:
        nx, ny = round(p.real * edge, 1), round(p.imag * edge, 1)
        steps.append(f"{_n(nx - x)} {_n(ny - y)}")
        x, y = nx, ny
    return path + " ".join(steps)


def _unit(angle: float) -> Point:
    return complex(math.cos(angle), math.sin(angle))


def _n(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


_TILINGS = (_octagons(), _decagons(), _dodecagons())
