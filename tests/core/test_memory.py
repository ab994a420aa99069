import platform

from app.core.memory import use_one_heap


def test_the_heap_is_tuned_where_the_c_library_is_glibc():
    assert use_one_heap() is (platform.libc_ver()[0] == "glibc")
