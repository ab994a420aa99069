# Thin on purpose: each target is one script in tools/. `make run PORT=8123` and every other setting pass through the environment.
PYTHON ?= python3
VENV := .venv/bin/python

.DEFAULT_GOAL := run
.PHONY: run setup test check bench demo messages screenshots lighthouse migration lock clean

run: setup ## Set up what is missing, then start the web server and the worker
	@$(VENV) tools/run.py

setup: ## Virtual environment, locked packages, catalogues, front end
	@$(PYTHON) tools/setup.py

check: ## Lint, types and the tests on SQLite: the fast part
	@$(PYTHON) tools/setup.py --dev
	@$(VENV) tools/check.py

test: ## Everything: check, the same tests on PostgreSQL, the browser
	@$(PYTHON) tools/setup.py --dev --browser
	@$(VENV) tools/check.py --everything

bench: ## Medians beside the figures of other systems
	@$(PYTHON) tools/setup.py --dev
	@$(VENV) -m benchmarks

demo: setup ## Load the demonstration events into an empty database
	@$(VENV) -m flask --app wsgi db upgrade
	@$(VENV) -m flask --app wsgi demo load

messages: ## Bring the catalogues up to date with the sources
	@$(PYTHON) tools/setup.py --dev
	@$(VENV) tools/messages.py

screenshots: ## The pictures of the README, taken in a real browser
	@$(PYTHON) tools/setup.py --dev --browser
	@$(VENV) tools/screenshots.py

lighthouse: ## Lighthouse on the main pages, against the budgets; writes docs/benchmarks-lighthouse.md
	@$(PYTHON) tools/setup.py --dev --browser
	@$(VENV) tools/lighthouse.py

migration: ## Write the next migration from the models: make migration TITLE="places in sessions"
	@$(PYTHON) tools/setup.py --dev
	@$(VENV) tools/new_migration.py

lock: ## Choose versions anew and write the locks
	@$(PYTHON) tools/setup.py --dev
	@$(VENV) tools/lock.py

clean: ## Remove what was built; the data in instance/ stays
	@$(PYTHON) tools/clean.py
