"""The libraries that draw text on paper. Without them everything but PDFs works: a start goes on, while tests would fail."""

from __future__ import annotations

import ctypes
import ctypes.util

from console import fail, install_with_apt, warn

# The names under which WeasyPrint looks for each of them.
NEEDED = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig"),
}
DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def prepare(*, needed: bool) -> None:
    if not missing() or (install_with_apt(*DEBIAN) and not missing()):
        return
    what = f"{', '.join(missing())} cannot be loaded"
    packages = (f"Debian, Ubuntu: apt install {' '.join(DEBIAN)}", "Fedora: dnf install pango · macOS: brew install pango")
    if needed:
        fail("\n".join((f"The tests draw PDFs, and {what}. Install", *packages)))
    warn(f"PDFs will not work: {what}. Everything else does. To have paper too, install")
    for line in packages:
        warn(f"  {line}")


def missing() -> list[str]:
    return [name for name, files in NEEDED.items() if not any(loads(file) for file in files)]


def loads(name: str) -> bool:
    """Whether a library can be opened, by the file's name or by the short name that the system's linker knows."""
    file = name if name.startswith("lib") else ctypes.util.find_library(name)
    try:
        return file is not None and bool(ctypes.CDLL(file))
    except OSError:
        return False
