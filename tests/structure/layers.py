"""The order of the packages, from the ground up: a package imports those above it in this list of lines, never one below."""

LAYERS = """
core
audit
storage
jobs
mail documents
institutions
accounts
people
events
agenda
registration
delegations
publications calendar
checkin
badges
certificates
public manage desk api demo
cli
"""

# The composition root names every module of the application; it is the one place that may.
ROOT_MODULES = ("app", "app.registry")

HEIGHT = {package: height for height, line in enumerate(LAYERS.split("\n")) for package in line.split()}
