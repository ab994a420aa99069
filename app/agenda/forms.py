from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, SelectChoice, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.core.forms import NAME_LIMIT, TEXT_LIMIT, Form, Opened, TranslatedField, line
from app.core.i18n import format_date, language_name
from app.core.types import LOCALES
from app.events.models import Event, Room
from app.events.pictures import keep_portrait
from app.people.models import Person
from app.people.service import NAMES, PersonFields

from .models import Contribution, ParticipationRole, Session, SessionKind
from .speakers import Description

LANGUAGES = (*LOCALES, "es", "pt", "sw", "zgh")
LONGEST_TALK = 24 * 60
MIDNIGHT = time(0)


class SessionForm(Opened, Form):
    """A session's place on the programme; times are the event's own."""

    kind = SelectField(_l("Kind"), default=SessionKind.PANEL.value)
    title = TranslatedField(_l("Title"), required=True)
    day = SelectField(_l("Day"))
    start = TimeField(_l("From"), [InputRequired(_l("Say when it starts."))])
    end = TimeField(_l("To"), [InputRequired(_l("Say when it ends."))])
    room = SelectField(_l("Room"), coerce=int, default=0)
    language = SelectField(_l("Language"), default="")
    summary = TranslatedField(_l("Summary"), limit=TEXT_LIMIT, rows=5)

    def offer(self, event: Event) -> None:
        """Fill the lists with the event's days and rooms."""
        self.rooms: dict[int, Room] = {room.id: room for room in (event.venue.rooms if event.venue else [])}
        self.kind.choices = [SelectChoice(kind.value, kind.label) for kind in SessionKind]
        self.day.choices = [SelectChoice(day.isoformat(), format_date(day, "full")) for day in days_of(event)]
        self.room.choices = [SelectChoice(0, "—"), *(SelectChoice(room.id, str(room.name)) for room in self.rooms.values())]
        self.language.choices = [SelectChoice("", "—"), *(SelectChoice(code, language_name(code)) for code in LANGUAGES)]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        day = date.fromisoformat(self.day.data)
        ends_on = day + timedelta(days=1) if self.end.data == MIDNIGHT else day
        return {
            "kind": SessionKind(self.kind.data),
            "title": self.title.data,
            "summary": self.summary.data,
            "language": self.language.data,
            "room": self.rooms.get(self.room.data),
            "starts_at": datetime.combine(day, self.start.data),
            "ends_at": datetime.combine(ends_on, self.end.data),
        }


def session_fields(session: Session) -> dict[str, Any]:
    """What the form shows of a session that is there."""
    return {
        "kind": session.kind.value,
        "title": session.title,
        "summary": session.summary,
        "language": session.language,
        "room": session.room_id or 0,
        "day": session.starts_at.date().isoformat(),
        "start": session.starts_at.time(),
        "end": session.ends_at.time(),
        "opened": session.edition,
    }


def days_of(event: Event) -> list[date]:
    if event.first_day is None or event.last_day is None:
        return []
    return [event.first_day + timedelta(days=number) for number in range((event.last_day - event.first_day).days + 1)]


class TalkForm(Form):
    title = TranslatedField(_l("Title"), required=True)
    minutes = IntegerField(
        _l("Minutes"),
        [Optional(), NumberRange(1, LONGEST_TALK, _l("From 1 to %(most)s minutes.", most=LONGEST_TALK))],
        description=_l("It starts when the talks before it are over. Empty: as long as the session."),
    )
    abstract = TranslatedField(_l("Abstract"), limit=TEXT_LIMIT, rows=5)

    def values(self) -> dict[str, Any]:
        return {"title": self.title.data, "minutes": self.minutes.data, "abstract": self.abstract.data}


def talk_fields(talk: Contribution) -> dict[str, Any]:
    return {"title": talk.title, "minutes": talk.minutes, "abstract": talk.abstract}


class RoleForm(Form):
    """Somebody of the directory, and what they do."""

    person = SelectField(coerce=int, validate_choice=False)
    role = SelectField(_l("Role"), default=ParticipationRole.SPEAKER.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [SelectChoice(role.value, role.label) for role in ParticipationRole]


class NameForm(Form):
    """What somebody is called, in one script at least, and what they are."""

    title = StringField(_l("Form of address"), [line(60)], description=_l("As written before the name: H.E., Dr, Prof."))
    given_name = StringField(_l("Given name (Latin letters)"), [line(NAME_LIMIT)])
    family_name = StringField(_l("Family name (Latin letters)"), [line(NAME_LIMIT)])
    given_name_ar = StringField(_l("Given name (Arabic letters)"), [line(NAME_LIMIT)])
    family_name_ar = StringField(_l("Family name (Arabic letters)"), [line(NAME_LIMIT)])
    function = TranslatedField(_l("Function"))

    def values(self) -> PersonFields:
        names: dict[str, Any] = {name: self[name].data or "" for name in NAMES}
        return PersonFields(**names)


class NewPersonForm(NameForm, RoleForm):
    """Somebody whom the directory does not know yet."""


class SpeakerForm(NameForm):
    """Somebody who takes part already."""

    biography = TranslatedField(_l("Biography"), limit=TEXT_LIMIT, rows=5, description=_l("Markdown; shown on their public page."))
    portrait = FileField(_l("Portrait"), description=_l("PNG, JPEG or WebP. Shown where they agreed to a public page."))
    remove_portrait = BooleanField(_l("Take the portrait away"))
    public = BooleanField(
        _l("They agreed to a public page"),
        description=_l("It shows the name, the function, the biography and where they take part, and can be found on the web."),
    )

    def description(self) -> Description:
        """Raises WrongFile for a portrait that is no picture."""
        kept = keep_portrait(self.portrait.data) if self.portrait.data else None
        return Description(self.values(), self.function.data, self.biography.data, self.public.data, kept, self.remove_portrait.data)


def speaker_fields(person: Person) -> dict[str, Any]:
    names = {name: getattr(person, name) for name in NAMES}
    return {**names, "function": person.function, "biography": person.biography, "public": person.public_since is not None}
