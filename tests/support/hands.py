"""The test's hands on the clock of `moving_clock`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Hands:
    """Moves time for every process that reads the file; it keeps running from there."""

    file: Path

    def move_to(self, moment: datetime) -> None:
        """Make it `moment`, an aware instant. The file is replaced whole: nobody reads half a figure."""
        offset = (moment - datetime.now(UTC)).total_seconds()
        new = self.file.with_suffix(".new")
        new.write_text(f"{offset:.3f}")
        new.replace(self.file)
