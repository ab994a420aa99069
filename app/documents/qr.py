"""QR codes (ISO/IEC 18004). `qrcode` makes them; thousands of the same length are made by XOR.

For a fixed version, level and mask every module is an affine function over GF(2) of the payload's bits: data, error correction
(a linear code) and mask are all XOR. So a symbol is that of an all-zero payload, XORed with one precomputed symbol per bit set."""

from __future__ import annotations

import re
import struct
import zlib
from functools import lru_cache
from typing import NamedTuple

from .cores import apart

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUE = {character: value for value, character in enumerate(ALPHABET)}
ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")
QUIET = 4  # modules around the symbol, by the standard
MASK = 2
LONGEST = 300


class Matrix(NamedTuple):
    """A symbol: modules on a side, and one bit per module, row by row, the first one highest."""

    size: int
    bits: int

    def rows(self) -> list[int]:
        """Each row as a number of `size` bits."""
        whole = (1 << self.size) - 1
        return [(self.bits >> self.size * (self.size - 1 - row)) & whole for row in range(self.size)]


def matrix(payload: str, *, level: str = "M") -> Matrix:
    """The symbol of a payload, the smallest that holds it. Capitals, digits and ` $%*+-./:` are fast and small; other text works too.

    `level` is the error correction, L, M, Q or H. Raises ValueError for an empty or overlong payload."""
    if not 0 < len(payload) <= LONGEST:
        raise ValueError(f"a QR code here holds 1 to {LONGEST} characters")
    if not ALPHANUMERIC.fullmatch(payload):
        return apart(drawn, payload, level)
    size, zero, changes = _basis(len(payload), level)
    bits, place = zero, 0
    for first in range(0, len(payload), 2):
        pair = payload[first : first + 2]
        value, width = (45 * VALUE[pair[0]] + VALUE[pair[1]], 11) if len(pair) == 2 else (VALUE[pair], 6)
        for bit in range(width):
            if value >> bit & 1:
                bits ^= changes[place + bit]
        place += width
    return Matrix(size, bits)


def drawn(payload: str, level: str, version: int | None = None) -> Matrix:
    """The symbol as `qrcode` makes it, with our mask. Here and now: for the drawing process, since `qrcode` brings Pillow along."""
    import qrcode
    from qrcode import constants, util

    code = qrcode.QRCode(version, getattr(constants, f"ERROR_CORRECT_{level}"), mask_pattern=MASK)
    mode = util.MODE_ALPHA_NUM if ALPHANUMERIC.fullmatch(payload) else util.MODE_8BIT_BYTE
    code.add_data(util.QRData(payload.encode(), mode=mode), optimize=0)  # type: ignore[call-overload]  # the stubs want literals
    code.make(fit=version is None)
    bits = int("".join("1" if dark else "0" for row in code.modules for dark in row), 2)
    return Matrix(code.modules_count, bits)


def qr_svg_path(payload: str, *, level: str = "M") -> tuple[int, str]:
    """(modules on a side with the quiet zone, path data): one vector path in a viewBox of that many units."""
    size, _ = symbol = matrix(payload, level=level)
    runs = ((y, run.start(), len(run[0])) for y, row in enumerate(symbol.rows(), QUIET) for run in re.finditer("1+", f"{row:0{size}b}"))
    return size + 2 * QUIET, "".join(f"M{x + QUIET} {y}h{length}v1h-{length}z" for y, x, length in runs)


def qr_png(payload: str, *, level: str = "M") -> bytes:
    """A picture of one bit per module with the quiet zone; show it with `image-rendering: pixelated`."""
    size, _ = symbol = matrix(payload, level=level)
    side = size + 2 * QUIET
    length = -(-side // 8)
    white = (1 << side) - 1
    blank = b"\0" + (white << length * 8 - side).to_bytes(length, "big")
    lines = (b"\0" + ((white ^ row << QUIET) << length * 8 - side).to_bytes(length, "big") for row in symbol.rows())
    pixels = zlib.compress(blank * QUIET + b"".join(lines) + blank * QUIET, 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", header) + _part(b"IDAT", pixels) + _part(b"IEND", b"")


@lru_cache(maxsize=32)
def _basis(length: int, level: str) -> tuple[int, int, tuple[int, ...]]:
    return apart(basis, length, level)


def basis(length: int, level: str) -> tuple[int, int, tuple[int, ...]]:
    """(modules on a side, the symbol of "00…0", what each bit of the payload changes in it)."""
    zero = drawn("0" * length, level)
    version = (zero.size - 17) // 4
    found = []
    for first in range(0, length, 2):
        room = min(2, length - first)
        for bit in range(11 if room == 2 else 6):
            pair = ALPHABET[(1 << bit) // 45] + ALPHABET[(1 << bit) % 45] if room == 2 else ALPHABET[1 << bit]
            payload = "0" * first + pair + "0" * (length - first - room)
            found.append(drawn(payload, level, version).bits ^ zero.bits)
    return zero.size, zero.bits, tuple(found)


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
