"""The demonstration: an institution, its themes, the events of its archive, and one event open for registration."""
