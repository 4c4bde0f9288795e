"""axe-core over a page as it stands: WCAG 2.2 AA.

axe-core 4.14.0 stands beside this file with its licence (MPL 2.0); nothing else uses it.
"""

from pathlib import Path

from dash.testing.browser import Browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """
const [rules, within, rows, done] = arguments;
const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
// What a control lacks when Dash draws it, it is given within the next frame.
frame().then(frame).then(() =>
  axe.run({include: within, exclude: rows}, {runOnly: rules, resultTypes: ['violations']})).then(
  (found) => done(found.violations.map((it) => `${it.id}: ${it.nodes[0].html.slice(0, 200)}`)),
  (error) => done([String(error)]));
"""
ROWS = "tbody tr:nth-child(n + 20)"
"""Rows of long tables that are made as those above them: a quarter of the time is theirs."""
LOOKS = ("lang=zh&theme=light", "lang=en&theme=dark")
"""Names follow the language and contrast the theme: two looks hold all four."""


def violations(page: Browser, within: str = "html") -> list[str]:
    """What axe-core finds on the page as it stands: a rule and the first element that breaks it.

    within: a selector of what opened, on a page that was looked at before.
    """
    page.driver.execute_script(AXE)
    page.driver.set_script_timeout(50)
    found: list[str] = page.driver.execute_async_script(RUN, list(RULES), within, ROWS)
    return found
