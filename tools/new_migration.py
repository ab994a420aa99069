"""Write the next migration: what the models have and the last migration has not, on an empty database of its own. Read it before it is kept."""

import os
import re
import subprocess
import sys
import tempfile

from console import ROOT, fail, say

FOLDER = ROOT / "migrations" / "versions"
REMARKS = re.compile(r"^ *# ### .* ###\n", re.MULTILINE)


def main() -> None:
    title = os.environ.get("TITLE", "").strip()
    if not title:
        fail('Say what the migration is about: make migration TITLE="places in sessions"')
    number = f"{1 + max(int(path.name[:4]) for path in FOLDER.glob('[0-9]*.py')):04d}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/empty.sqlite3", "NADWA_ENV": "testing"}
        flask = [sys.executable, "-m", "flask", "--app", "wsgi", "db"]
        for command in (["upgrade"], ["revision", "--autogenerate", "--rev-id", number, "-m", title]):
            subprocess.run([*flask, *command], cwd=ROOT, env=environment, check=True)
    made = next(FOLDER.glob(f"{number}*.py"))
    made.write_text(REMARKS.sub("", made.read_text()).rstrip() + "\n")
    target = made.rename(FOLDER / f"{number}_{re.sub('[^a-z0-9]+', '_', title.lower()).strip('_')}.py")
    say(f"  {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
