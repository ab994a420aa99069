from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Email, Length

from app.core.forms import Form, line, options

from .models import Role, SiteRole
from .rules import LONGEST

LANGUAGES = (("fr", "Français"), ("ar", "العربية"), ("en", "English"))
SITE_ROLES = (
    ("", _l("Works on the events where they have a role")),
    (SiteRole.ORGANISER.value, _l("Organiser: creates events")),
    (SiteRole.ADMINISTRATOR.value, _l("Administrator: everything, and the accounts")),
)
ROLES = (
    (Role.MANAGER.value, _l("Manager: everything on this event")),
    (Role.PROGRAMME.value, _l("Programme: sessions, speakers and rooms")),
    (Role.REGISTRAR.value, _l("Registrar: registrations, badges, letters and check-in")),
    (Role.PROTOCOL.value, _l("Protocol: delegations and the list of participants")),
    (Role.DESK.value, _l("Desk: admits people and prints badges on site")),
    (Role.VIEWER.value, _l("Viewer: sees, changes nothing")),
)


def email_field(label: Any, **attributes: Any) -> EmailField:
    wrong = _l("This does not look like an e-mail address.")
    return EmailField(
        label, [DataRequired(_l("Give the e-mail address.")), Email(wrong, allow_smtputf8=False), Length(max=254)], render_kw=attributes
    )


def password_field(label: Any, autocomplete: str) -> PasswordField:
    """Untrimmed: a password is what was typed."""
    rules = [DataRequired(_l("Give the password.")), Length(max=LONGEST)]
    return PasswordField(label, rules, filters=(), render_kw={"autocomplete": autocomplete, "dir": "ltr"})


def name_field() -> StringField:
    return StringField(_l("Name"), [DataRequired(_l("Give the name.")), line()], render_kw={"autocomplete": "name"})


class SignInForm(Form):
    email = email_field(_l("E-mail"), autocomplete="username")
    password = password_field(_l("Password"), "current-password")
    next = HiddenField()


class ForgottenForm(Form):
    email = email_field(_l("E-mail"), autocomplete="username")


class ChoosePasswordForm(Form):
    beside = frozenset({"username"})  # whose password it is, for what keeps passwords

    password = password_field(_l("New password"), "new-password")


class OwnForm(Form):
    name = name_field()
    locale = SelectField(_l("Language"), choices=options(LANGUAGES))


class OwnPasswordForm(Form):
    current = password_field(_l("Present password"), "current-password")
    password = password_field(_l("New password"), "new-password")


class UserForm(Form):
    name = name_field()
    email = email_field(_l("E-mail"), autocomplete="off")
    site_role = SelectField(_l("On the whole site"), choices=options(SITE_ROLES))
    locale = SelectField(_l("Language"), choices=options(LANGUAGES))

    @property
    def values(self) -> dict[str, Any]:
        role = SiteRole(self.site_role.data) if self.site_role.data else None
        return {"name": self.name.data, "email": self.email.data, "site_role": role, "locale": self.locale.data}


class EditUserForm(UserForm):
    active = BooleanField(_l("May sign in"))


class TeamForm(Form):
    email = email_field(_l("E-mail of the account"), autocomplete="off")
    role = SelectField(_l("Role"), choices=options(ROLES), default=Role.VIEWER.value)
