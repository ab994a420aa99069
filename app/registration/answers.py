"""From what was typed to what is kept, and back to words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import String, cast, select
from werkzeug.datastructures import FileStorage, MultiDict

from app.core.db import db
from app.core.i18n import current_locale, joined
from app.institutions.models import Institution
from app.storage import DOCUMENTS, Held, WrongFile, hold_upload, is_kept, keep_held, refers

from .fields import Field, FieldType, fields_of
from .models import Registration
from .questions import HELD, PREFIX, REQUIRED, IdentityForm
from .service import Submission


def hold_files(
    form: IdentityForm, fields: Iterable[Field], sent: MultiDict[str, str], submission: str, *, has_before: bool = False
) -> dict[str, str]:
    """{field id: signed reference} of files that came now or in the step before; a wrong or missing one is an error beside its field.

    Call it after the form's own validation. A reference holds for one submission and one field: nobody can name a file that they did not bring themselves."""
    held: dict[str, str] = {}
    for field in (one for one in fields if one.type is FieldType.FILE):
        control = form[PREFIX + field.id]
        brought, kept = control.data, sent.get(HELD + control.name, "")
        try:
            if isinstance(brought, FileStorage) and brought.filename:
                held[field.id] = _sign(submission, field.id, hold_upload(brought, kinds=DOCUMENTS, limit=field.most * 1024 * 1024))
            elif kept and held_file(kept, submission, field.id):
                held[field.id] = kept
            elif kept:
                raise WrongFile(_l("Choose this file again."))
            elif field.required and not has_before:
                raise WrongFile(REQUIRED)
        except WrongFile as error:
            control.errors = [*control.errors, error.message]
    return held


def held_file(reference: str, submission: str, field_id: str) -> Held | None:
    """What a reference stands for; none for a forged one, or one of another submission or field."""
    try:
        values = _signer(submission, field_id).loads(reference)
        held = Held(*values)
    except (BadSignature, TypeError, ValueError):
        return None
    return held if is_kept(held) else None


def submission_of(
    form: IdentityForm,
    fields: Iterable[Field],
    held: Mapping[str, str],
    *,
    submission: str,
    now: datetime,
    before: Registration | None = None,
    version_id: int | None = None,
) -> Submission:
    """What was handed in, ready for the service. Files become rows here; those handed in `before` stay when none is brought."""
    answers: dict[str, Any] = {}
    consents: dict[str, Any] = {}
    for field in fields:
        data = form[PREFIX + field.id].data
        if field.type is FieldType.FILE:
            file = held_file(held[field.id], submission, field.id) if field.id in held else None
            if file:
                answers[field.id] = {"file": keep_held(file).id, "name": file.name}
            elif before and field.id in before.answers:
                answers[field.id] = before.answers[field.id]
        elif field.type is FieldType.CONSENT:
            if data:
                consents[field.id] = {"at": now.isoformat(), "text": str(field.label)}
        elif (value := {"yes": True, "no": False}.get(data) if field.type is FieldType.YES_NO else data) not in (None, "", []):
            answers[field.id] = value
    return Submission(
        person=form.person(),
        function=form.function.data or "",
        organisation=form.organisation.data or "",
        listed=bool(form.listed.data),
        locale=before.locale if before else current_locale(),
        answers=answers,
        consents=consents,
        id=submission or None,
        version_id=version_id,
    )


@refers
def _files_of_answers() -> Iterator[int]:
    """The files that answers name: their ids stand in a document, where no foreign key sees them."""
    given = select(Registration.answers).where(cast(Registration.answers, String).contains('"file"'))
    for answers in db.session.scalars(given.execution_options(yield_per=500)):
        yield from (one["file"] for one in answers.values() if isinstance(one, dict) and "file" in one)


def notice_version(institution: Institution) -> str:
    """A short mark of the words of the notice, so that a consent says which ones were read."""
    words = "\n".join(f"{code}:{text}" for code, text in sorted(institution.privacy_notice.items()))
    return hashlib.sha256(words.encode()).hexdigest()[:12]


class Answer(NamedTuple):
    """One answer in words: the label of its version, the text, and the file if it is one."""

    id: str
    label: Any
    text: str
    file_id: int | None = None


def in_words(registration: Registration) -> list[Answer]:
    """The answers under the labels they were given under."""
    return [spoken(field, registration.answers.get(field.id), registration.consents) for field in fields_of(registration.version.fields)]


def spoken(field: Field, value: Any, consents: Mapping[str, Any]) -> Answer:
    """One answer in the reader's language; empty when there is none."""
    if field.type is FieldType.CONSENT:
        return Answer(field.id, field.label, _("Yes") if field.id in consents else _("No"))
    if field.type is FieldType.FILE:
        return Answer(field.id, field.label, value["name"], value["file"]) if value else Answer(field.id, field.label, "")
    return Answer(field.id, field.label, _text(field, value))


def typed_in_words(field: Field, form: IdentityForm, files: Mapping[str, str]) -> Answer:
    """One answer of a form that is not handed in yet."""
    data = form[PREFIX + field.id].data
    if field.type is FieldType.FILE:
        return Answer(field.id, field.label, files.get(field.id, ""))
    value = {"yes": True, "no": False}.get(data, "") if field.type is FieldType.YES_NO else data
    return spoken(field, value, {field.id: True} if data else {})


def _text(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, list):
        return joined(_text(field, one) for one in value)
    option = field.option(str(value)) if field.options else None
    return str(option.label if option else value or "")


def _sign(submission: str, field_id: str, held: Held) -> str:
    return str(_signer(submission, field_id).dumps(list(held)))


def _signer(submission: str, field_id: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key, salt=f"nadwa.upload.{submission}.{field_id}")  # type: ignore[arg-type]
