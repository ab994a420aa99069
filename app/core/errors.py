"""Errors whose message is meant for the person who caused them."""

from __future__ import annotations

from typing import Any


class DomainError(Exception):
    """A rule of the domain says no. `message` is a (lazy) translated sentence; `field` names the form field at fault."""

    status = 422

    def __init__(self, message: Any, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class Conflict(DomainError):
    """Somebody or something is already there: a taken slug, a used room, a full form."""

    status = 409


class Stale(Conflict):
    """Somebody else saved the same thing since the form was opened. `edition` is what stands there now."""

    def __init__(self, message: Any, *, edition: int) -> None:
        super().__init__(message)
        self.edition = edition


class NotAllowed(DomainError):
    """The move is not open from the present state."""

    status = 409


class Gone(DomainError):
    """A link that expired or was withdrawn."""

    status = 410
