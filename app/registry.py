"""What the application is made of: every table, every blueprint, every command, in one place."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

# Importing a module here makes its tables, tasks, enclosures of letters, chapters and blueprint known.
MODELS = (
    "app.audit.models",
    "app.storage.models",
    "app.mail.models",
    "app.jobs.models",
    "app.institutions.models",
    "app.accounts.models",
    "app.people.models",
    "app.events.models",
    "app.agenda.models",
    "app.registration.models",
    "app.delegations.models",
    "app.publications.models",
    "app.checkin.models",
    "app.badges.models",
    "app.certificates.models",
)
TASKS = (
    "app.jobs.tasks",
    "app.mail.tasks",
    "app.registration.announcing",
    "app.calendar.letters",
    "app.badges.tasks",
    "app.certificates.tasks",
)
CHAPTERS = (  # of a person's page at an event
    "app.delegations.story",
    "app.checkin.story",
    "app.badges.story",
    "app.certificates.story",
    "app.manage.story",
)
BLUEPRINTS = (
    "app.public.views",
    "app.public.series",
    "app.public.events",
    "app.public.health",
    "app.publications.public",
    "app.accounts.public",
    "app.accounts.views",
    "app.registration.own",
    "app.registration.one",
    "app.registration.setup",
    "app.registration.categories",
    "app.manage.views",
    "app.manage.clone",
    "app.manage.themes",
    "app.events.views",
    "app.events.partner_views",
    "app.events.directory_views",
    "app.events.organisation_views",
    "app.publications.views",
    "app.agenda.public",
    "app.agenda.speaker_views",
    "app.agenda.views",
    "app.calendar.public",
    "app.delegations.member_views",
    "app.checkin.views",
    "app.badges.views",
    "app.certificates.views",
    "app.certificates.public",
    "app.desk.views",
    "app.desk.api",
)
COMMANDS = (
    "app.cli.worker",
    "app.cli.migrations",
    "app.cli.prepare",
    "app.cli.accounts",
    "app.cli.institution",
    "app.cli.demo",
)


def init_app(app: Flask) -> None:
    from app.events.routing import EventConverter
    from app.institutions.queries import find_institution
    from app.manage.navigation import address, event_menu, event_navigation_here

    app.url_map.converters["event"] = EventConverter
    ways = {"address": address, "event_menu": event_menu, "event_navigation_here": event_navigation_here}
    app.context_processor(lambda: {"institution": find_institution(), **ways})
    for name in (*MODELS, *TASKS, *CHAPTERS):
        import_module(name)
    for blueprint in dict.fromkeys([import_module(name).bp for name in BLUEPRINTS]):  # several modules may add to one
        app.register_blueprint(blueprint)
    for name in COMMANDS:
        module = import_module(name)
        for command in getattr(module, "COMMANDS", None) or (module.command,):
            app.cli.add_command(command)
