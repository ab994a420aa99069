"""jobs found dead"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("job", sa.Column("deaths", sa.Integer(), server_default="0", nullable=False))
    op.add_column("job", sa.Column("only_one", sa.String(64), nullable=True))
    op.create_index("ix_job_only_one", "job", ["only_one"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_job_only_one", "job")
    for column in ("only_one", "deaths", "seen_at"):
        op.drop_column("job", column)
