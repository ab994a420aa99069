"""What is costly to make and the same for every reader, kept within the process for as long as it is of the latest revision."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

from .db import only_reads

Value = TypeVar("Value")


class Cache(Generic[Value]):
    """The values used last: at most `size` of them, or of what they `weigh`. Each is of one revision of what was read, so nothing in it is ever stale;
    a later revision takes the place of an earlier one, which nobody asks for again.

    Only what a reading transaction saw is kept: a writing one may see a revision that is rolled back and given again."""

    def __init__(self, size: int, *, weigh: Callable[[Value], int] = lambda _value: 1) -> None:
        self.size = size
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[Hashable, tuple[Hashable, Value]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value], *, revision: Hashable) -> Value:
        """The value under `key`, of this revision; made, and kept, when there is none."""
        with self._lock:
            former, value = self._values.get(key, (None, None))
            if value is not None and former == revision:
                self._values.move_to_end(key)
                return value
        value = make()
        if only_reads():
            with self._lock:
                self._keep(key, revision, value)
        return value

    def _keep(self, key: Hashable, revision: Hashable, value: Value) -> None:
        if former := self._values.pop(key, None):
            self._weight -= self._weigh(former[1])
        self._values[key] = revision, value
        self._weight += self._weigh(value)
        while self._weight > self.size:
            _key, (_revision, oldest) = self._values.popitem(last=False)
            self._weight -= self._weigh(oldest)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._values)


class Once(dict[Any, Any]):
    """What a macro makes of values that come back again and again in one page: `{% set said = once(words) %}`, then `{{ said[text] }}`."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, value: Any) -> Any:
        self[value] = made = self._make(value)
        return made
