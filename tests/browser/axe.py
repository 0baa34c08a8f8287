"""What axe-core finds on a page: the rules of WCAG 2.2 AA and good practice, as far as a program can judge them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.sites import ROOT

RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["color-contrast"],  # the dark differs from the light by its colours alone
}
SCRIPT = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# To describe all that is right, too, takes axe most of its time.
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


def violations(page: Page, scheme: str) -> dict[str, list[Any]]:
    """Return where each broken rule is broken, up to three places of each."""
    page.evaluate(SCRIPT)
    found = page.evaluate(RUN, RULES[scheme])["violations"]
    return {fault["id"]: [node["target"] for node in fault["nodes"]][:3] for fault in found}
