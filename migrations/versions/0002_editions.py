"""editions"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

EDITED = ("institution", "event", "session", "registration_form", "registration")


def upgrade() -> None:
    for table in EDITED:
        op.add_column(table, sa.Column("edition", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    for table in EDITED:
        op.drop_column(table, "edition")
