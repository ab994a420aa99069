"""What is kept in the process stays within its bounds."""

from __future__ import annotations

from app.core.caching import Cache, Once
from app.core.db import read_only


def test_the_values_used_last_are_kept_and_no_more():
    cache: Cache[str] = Cache(2)
    with read_only():
        for key in "aba":
            cache.get(key, key.upper, revision=1)
        cache.get("c", lambda: "C", revision=1)  # b, not a, was used longest ago
        assert [cache.get(key, lambda: "made anew", revision=1) for key in "ac"] == ["A", "C"]
        assert cache.get("b", lambda: "made anew", revision=1) == "made anew"
    assert len(cache) == 2


def test_a_cache_of_pages_is_bounded_by_their_length_however_many_they_are():
    cache: Cache[str] = Cache(100, weigh=len)
    with read_only():
        for number in range(50):
            cache.get(number, lambda: "x" * 30, revision=1)
        assert len(cache) == 3
        assert cache.get("longer than the whole", lambda: "y" * 101, revision=1) == "y" * 101
    assert len(cache) == 0
    cache.clear()
    with read_only():
        cache.get("a", lambda: "x" * 100, revision=1)
    assert len(cache) == 1


def test_a_later_revision_takes_the_place_of_an_earlier_one():
    cache: Cache[str] = Cache(10, weigh=len)
    with read_only():
        for revision in range(50):
            assert cache.get("a", lambda number=revision: f"the {number}", revision=revision) == f"the {revision}"
        assert cache.get("a", lambda: "made anew", revision=49) == "the 49"
        cache.get("b", lambda: "b", revision=1)
        assert len(cache) == 2


def test_what_a_writing_transaction_saw_is_not_kept():
    cache: Cache[int] = Cache(5)
    assert cache.get("a", lambda: 1, revision=1) == 1
    assert cache.get("a", lambda: 2, revision=1) == 2


def test_what_comes_back_in_a_page_is_made_once():
    made = []
    said = Once(lambda value: made.append(value) or f"<b>{value}</b>")
    assert [said["a"], said["a", "b"], said["a"]] == ["<b>a</b>", "<b>('a', 'b')</b>", "<b>a</b>"]
    assert made == ["a", ("a", "b")]
