"""A browser's side of the measures: one kept connection, the headers of a browser, the time until the last byte."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlencode

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept-Language": "fr", "Accept": "text/html,*/*;q=0.8"}
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SUBMISSION = re.compile(r'name="submission" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str]
    milliseconds: float


class Browser:
    """Keeps its connection and its cookies. An answer that was not expected ends the run."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = dict(cookies or {})

    def send(self, method: str, path: str, body: bytes | None = None, *, expect: int = 200, **headers: str) -> Answer:
        sent = {**BROWSER, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        started = time.perf_counter()
        try:
            self.connection.request(method, path, body, sent)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # the server gave up a connection that was idle for two seconds
            if method != "GET":
                raise
            self.connection.close()
            started = time.perf_counter()
            self.connection.request(method, path, body, sent)
            response = self.connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - started) * 1000
        for cookie in response.headers.get_all("Set-Cookie", ()):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        if response.status != expect:
            raise SystemExit(f"{method} {path} was answered {response.status}, not {expect}:\n{content[:2000].decode(errors='replace')}")
        return Answer(response.status, content, dict(response.headers), took)

    def get(self, path: str, *, expect: int = 200, **headers: str) -> Answer:
        return self.send("GET", path, expect=expect, **headers)

    def plain(self, path: str) -> str:
        """A page as text, not compressed."""
        return self.get(path, Accept_Encoding="identity").body.decode()

    def post(self, path: str, fields: Mapping[str, str], *, expect: int = 303) -> Answer:
        return self.send("POST", path, urlencode(fields).encode(), expect=expect, Content_Type="application/x-www-form-urlencoded")


class Sample(NamedTuple):
    """The median of what was measured, between its quartiles."""

    low: float
    median: float
    high: float

    @property
    def is_noisy(self) -> bool:
        """Whether half of the values lie further apart than a third of the median: something else was at work."""
        return self.high - self.low > self.median / 3


def sample(values: Iterable[float]) -> Sample:
    return Sample(*quantiles(values, n=4, method="inclusive"))


def typical(ask: Callable[[], Answer], times: int = 200, warm_up: int = 20) -> Sample:
    """Sequential requests, in milliseconds."""
    for _ in range(warm_up):
        ask()
    return sample(ask().milliseconds for _ in range(times))
