"""axe-core, and how a page is asked: by the rules of WCAG 2.2 AA and axe's own good practice, for what is wrong alone."""

from __future__ import annotations

from tests.support.server import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that a change of the colour scheme concerns
RUN = """
only => axe.run(document, {runOnly: only, resultTypes: ["violations"]}).then(result => result.violations.map(
  one => `${one.id}: ${one.nodes.slice(0, 3).map(node => `${node.target} ${node.html.slice(0, 160)}`).join(" | ")}`))
"""
