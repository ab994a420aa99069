"""Lists to choose from, and lists in pages: quick, and the same to whoever looks."""

from __future__ import annotations

import pytest
from wtforms import RadioField, SelectField
from wtforms.widgets import Select

from app.core.forms import Form, Options, options
from app.core.pages import paginate
from app.registration.models import Registration
from app.registration.queries import Filters, listed
from tests.events import factories as events
from tests.registration import factories as registrations
from tests.support.queries import count_queries

CHOICES = options([("", "–"), ("a", "R&D <é>"), ("b\"'", "Ça"), ("c", "")])


@pytest.mark.parametrize("chosen", ["a", "b\"'", None])
def test_options_are_those_that_wtforms_would_write(app, chosen):
    class Ours(Form):
        one = SelectField(choices=CHOICES)
        other = RadioField(choices=CHOICES)
        number = SelectField(coerce=int, choices=options([(0, "none"), (1, "one")]), default=1)

    with app.test_request_context():
        form = Ours(data={"one": chosen})
        assert type(form.one.widget) is type(form.number.widget) is Options
        assert type(form.other.widget) is not Options
        for field in (form.one, form.number):
            assert field.widget(field) == Select()(field)


@pytest.mark.parametrize("sort", ["name", "-created", "country"])
def test_a_page_found_by_its_key_is_the_page(sort):
    event, other = events.event(), events.event()
    for number in range(7):
        registrations.registration(event, person_=registrations.person(event, family_name=f"Name {number % 3}"))
        registrations.registration(other)
    statement = listed(event, Filters(sort=sort))
    for number in (1, 2, 3, 4):
        plain = paginate(statement, number=number, size=3)
        with count_queries() as queries:
            found = paginate(statement, number=number, size=3, key=Registration.id)
        assert ([one.id for one in found.rows], found.total) == ([one.id for one in plain.rows], 7)
        assert len(queries) == 2
