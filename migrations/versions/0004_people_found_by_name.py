"""people found by name"""

import sqlalchemy as sa
from alembic import op

from app.core.search import searchable

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

person = sa.table(
    "person",
    *(sa.column(name) for name in ("id", "title", "given_name", "family_name", "given_name_ar", "family_name_ar", "email", "search")),
)


def upgrade() -> None:
    _index(lambda row: ())


def downgrade() -> None:
    _index(lambda row: (row.email,))


def _index(more) -> None:
    """Write anew what everybody with an address is found by."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(person).where(person.c.email != "")).all():
        names = f"{row.given_name} {row.family_name}", f"{row.given_name_ar} {row.family_name_ar}"
        connection.execute(sa.update(person).where(person.c.id == row.id).values(search=searchable(row.title, *names, *more(row))))
