"""Tests talk to this machine and to nobody else."""

from __future__ import annotations

import socket
from typing import Any

import pytest

HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "")


class NetworkIsOff(AssertionError):
    """A test tried to reach another machine."""


def _refuse_elsewhere(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and name not in HERE and not str(name).startswith("127."):
        raise NetworkIsOff(f"a test tried to reach {name}")


def switch_off(patch: pytest.MonkeyPatch) -> None:
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            _refuse_elsewhere(address[0])
        connect(self, address)

    def look_up_here(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_elsewhere(host)
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", connect_here)
    patch.setattr(socket, "getaddrinfo", look_up_here)
