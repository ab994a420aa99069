"""The order in which a line of two scripts stands on the page (Unicode Standard Annex 9), for what is drawn without Pango: pictures.

One paragraph on one line, without marks of direction in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional

STRONG = {"L": "L", "R": "R", "AL": "R"}
NUMBERS, NEUTRAL = {"EN", "AN"}, {"B", "S", "WS", "ON", "BN", "LRM", "RLM"}
PAIRS = {"(": ")", "[": "]", "{": "}"}


def runs(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """(run, whether it is read from right to left) from left to right; each run in the order it is read."""
    levels = _levels(text, int(rtl))
    pieces = [(level, [text[i] for i in places]) for level, places in _grouped(levels)]
    for lowest in range(max(levels, default=0), 0, -1):  # rule L2, by whole runs
        pieces = _reversed_from(pieces, lowest)
    return [("".join(letters), bool(level % 2)) for level, letters in pieces]


def _grouped(levels: Sequence[int]) -> list[tuple[int, list[int]]]:
    return [(level, list(places)) for level, places in groupby(range(len(levels)), key=levels.__getitem__)]


def _reversed_from(pieces: list[tuple[int, list[str]]], lowest: int) -> list[tuple[int, list[str]]]:
    groups = [(high, list(group)) for high, group in groupby(pieces, key=lambda piece: piece[0] >= lowest)]
    return [piece for high, group in groups for piece in (reversed(group) if high else group)]


def _levels(text: str, base: int) -> list[int]:
    outside = "R" if base else "L"
    kinds = _weak([bidirectional(sign) or "L" for sign in text], outside)
    _brackets(text, kinds, outside)
    _neutral(kinds, outside)
    return [base + {"L": base % 2, "R": 1 - base % 2}.get(kind, 2 - base % 2) for kind in kinds]


def _weak(kinds: list[str], outside: str) -> list[str]:
    """Rules W1 to W7: signs that belong to numbers, and numbers that belong to words."""
    strong = before = outside
    for i, found in enumerate(kinds):
        kind = before if found == "NSM" else found
        if kind in STRONG:
            strong = kind
        kinds[i] = before = "AN" if kind == "EN" and strong == "AL" else kind
    for i in range(1, len(kinds) - 1):
        if kinds[i - 1] == kinds[i + 1] and (kinds[i], kinds[i - 1]) in {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}:
            kinds[i] = kinds[i - 1]
    for first, last in _stretches(kinds, {"ET"}):
        if "EN" in (kinds[first - 1] if first else "", kinds[last] if last < len(kinds) else ""):
            kinds[first:last] = ["EN"] * (last - first)
    strong = outside
    for i, kind in enumerate(kinds):
        strong = STRONG.get(kind, strong)
        kinds[i] = "L" if kind == "EN" and strong == "L" else STRONG.get(kind, "ON" if kind in {"ES", "ET", "CS"} else kind)
    return kinds


def _brackets(text: str, kinds: list[str], outside: str) -> None:
    """Rule N0: brackets go with what they hold."""
    opened: list[int] = []
    pairs = []
    for i, sign in enumerate(text):
        if sign in PAIRS:
            opened.append(i)
        elif opened and sign == PAIRS[text[opened[-1]]]:
            pairs.append((opened.pop(), i))
    for first, last in sorted(pairs):
        held = {"R" if kind in NUMBERS else kind for kind in kinds[first + 1 : last]} & {"L", "R"}
        before = next(("R" if kind in NUMBERS else kind for kind in reversed(kinds[:first]) if kind in {"L", "R", *NUMBERS}), outside)
        if held:
            kinds[first] = kinds[last] = outside if outside in held or before == outside else before


def _neutral(kinds: list[str], outside: str) -> None:
    """Rules N1 and N2: blanks and points go with what is on both sides of them, else with the paragraph."""
    for first, last in _stretches(kinds, NEUTRAL):
        sides = [kinds[first - 1] if first else outside, kinds[last] if last < len(kinds) else outside]
        left, right = ("R" if side in NUMBERS else side for side in sides)
        kinds[first:last] = [left if left == right else outside] * (last - first)


def _stretches(kinds: Sequence[str], of: set[str]) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of every run of such kinds."""
    place = 0
    for inside, group in groupby(list(kinds), key=of.__contains__):
        length = len(list(group))
        if inside:
            yield place, place + length
        place += length
