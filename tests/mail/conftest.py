from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.mail.postbox import Postbox, listening


@pytest.fixture
def postbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    yield from listening(app, monkeypatch)
