"""The institution's accent, made readable: whatever colour it picks, text in it keeps 4.5:1 on every surface, light and dark.

Lightness is moved in OKLab (B. Ottosson, 2020), which keeps the hue; contrast is WCAG 2.2's relative luminance."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

DEFAULT = "#17595a"
READABLE = 4.5
# The surfaces of static/src/css/tokens/colour.css: paper, raised, sunken.
LIGHT = ("#fbf9f4", "#ffffff", "#f3efe6")
DARK = ("#171614", "#201e1b", "#11100f")
WASH = {LIGHT: 0.09, DARK: 0.16}
HEX = re.compile(r"#[0-9a-f]{6}")


class Accent(NamedTuple):
    """Text and lines, text upon it, and a tint of the paper that still carries it."""

    colour: str
    ink: str
    wash: str


def accent_on(hex_colour: str, surfaces: tuple[str, str, str]) -> Accent:
    """The nearest shade of a colour that can be read on all the surfaces, and on its own wash. Anything but "#rrggbb" is the default accent."""
    chosen = hex_colour.lower() if HEX.fullmatch(hex_colour.lower()) else DEFAULT
    lightness, chroma, hue = to_oklch(chosen)
    step = -0.01 if surfaces is LIGHT else 0.01
    for _ in range(100):
        shade = from_oklch(lightness, chroma, hue)
        wash = mix(shade, surfaces[0], WASH[surfaces])
        if min(contrast(shade, surface) for surface in (*surfaces, wash)) >= READABLE:
            break
        lightness = min(1.0, max(0.0, lightness + step))
    return Accent(shade, surfaces[0], wash)


def accent_on_paper(hex_colour: str) -> str:
    """The accent of letters, which know no dark mode."""
    return accent_on(hex_colour, LIGHT).colour


@lru_cache(maxsize=64)
def accent_css(hex_colour: str) -> Markup:
    """The custom properties of the base layout's <style>."""

    def rule(accent: Accent) -> str:
        return f":root{{--accent:{accent.colour};--accent-ink:{accent.ink};--accent-wash:{accent.wash}}}"

    light, dark = accent_on(hex_colour, LIGHT), accent_on(hex_colour, DARK)
    return Markup(f"{rule(light)}@media screen and (prefers-color-scheme:dark){{{rule(dark)}}}")  # noqa: S704 hex digits only


@lru_cache(maxsize=256)
def ink_on(colour: str) -> str:
    """Black or white, whichever reads better upon a colour: 4.5:1 at least, for one of the two always does."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2, 1.4.3)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, paper: str, share: float) -> str:
    """`share` of a colour laid over paper, in sRGB."""
    pairs = zip(_channels(colour), _channels(paper), strict=True)
    return _hex(*(share * c + (1 - share) * p for c, p in pairs))


def to_oklch(colour: str) -> tuple[float, float, float]:
    """(lightness 0..1, chroma, hue in radians)."""
    r, g, b = (_linear(c) for c in _channels(colour))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour as "#rrggbb"; chroma gives way where the screen has no such colour."""
    for part in range(20, -1, -1):
        channels = _srgb(lightness, chroma * part / 20, hue)
        if all(-0.001 <= c <= 1.001 for c in channels):
            return _hex(*channels)
    return "#ffffff" if lightness > 0.5 else "#000000"


def _srgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _luminance(colour: str) -> float:
    r, g, b = (_linear(c) for c in _channels(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _channels(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _hex(*channels: float) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, c))):02x}" for c in channels)


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)


def _gamma(c: float) -> float:
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
