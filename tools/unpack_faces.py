"""Unpack the faces of paper beside their WOFF2 files, once: WeasyPrint would do it again in each process, for a second each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fontTools.ttLib import woff2

DIST = Path(__file__).resolve().parent.parent / "static" / "dist"
FACE = re.compile(r'url\("?\.\./([^")]+\.woff2)"?\)')

sheet = json.loads((DIST / "manifest.json").read_text())["css/paper.css"]
for face in sorted(set(FACE.findall((DIST / sheet).read_text()))):
    woff2.decompress(str(DIST / face), str((DIST / face).with_suffix(".ttf")))
