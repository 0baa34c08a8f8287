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
# To describe what is right, and to say where each thing stands, takes axe most of its time: places are asked for when
# there is something to tell. No rule above reads style sheets; axe would load them all anew.
RUN = """([rules, selectors]) => axe.run(document, {
  runOnly: rules, resultTypes: ['violations'], preload: {assets: ['media']}, selectors
})"""
SWITCHED = """scheme => document.body.dataset.mdColorScheme === (scheme === 'dark' ? 'slate' : 'default')
  && document.body.dataset.mdColorSwitching === undefined"""
"""Whether the page has the colours of the scheme, and no longer moves from those of the other one."""


def violations(page: Page, *schemes: str) -> dict[str, dict[str, list[Any]]]:
    """Return for each colour scheme where each broken rule is broken, up to three places of each."""
    page.evaluate(SCRIPT)
    told = {}
    for scheme in schemes:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.wait_for_function(SWITCHED, arg=scheme)
        found = _broken(page, scheme, selectors=False) and _broken(page, scheme, selectors=True)
        told[scheme] = {fault["id"]: [node["target"] for node in fault["nodes"]][:3] for fault in found}
    return told


def _broken(page: Page, scheme: str, *, selectors: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(RUN, [RULES[scheme], selectors])["violations"]
    return found
