"""The time zones are those of the package tzdata, and it is new enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, tzinfo

import pytest

from app import create_app
from app.core import zones


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    zones.use_packaged_zones()


class StillAnHourAhead(tzinfo):
    """Morocco as every release of the database before 2026c had it."""

    def utcoffset(self, _moment: object) -> timedelta:
        return timedelta(hours=1)


@pytest.mark.parametrize(("found", "said"), [(StillAnHourAhead(), "older than 2026.3"), (None, "is missing; install tzdata>=2026.3")])
def test_an_old_or_a_missing_database_stops_the_start_by_its_name(monkeypatch: pytest.MonkeyPatch, found: tzinfo | None, said: str) -> None:
    class Known:
        def __new__(cls, name: str) -> tzinfo:
            if found is None:
                raise zones.zoneinfo.ZoneInfoNotFoundError(name)
            return found

        @staticmethod
        def clear_cache() -> None:
            """Nothing is kept."""

    with monkeypatch.context() as patch:
        patch.setattr(zones, "ZoneInfo", Known)
        with pytest.raises(zones.OutdatedZones, match=said):
            create_app()
