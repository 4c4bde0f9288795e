"""On paper no words of a chart lie on each other, whatever size the chart has on the screen."""

from collections.abc import Callable

import pytest
from dash.testing.browser import Browser
from dash.testing.wait import until

from tests.browser.test_card import FILLED

PageAt = Callable[..., Browser]
PATIENCE = 40
DRAWN = """
const places = [...document.querySelectorAll('.exhibit .dash-graph')]
  .filter((it) => it.offsetHeight);
return places.length > 2 && places.every((it) => it.querySelector('.main-svg'));
"""
COVERED = """
const found = [];
const boxes = (chart, words) => Array.from(chart.querySelectorAll(words))
  .map((it) => [it.textContent, it.getBoundingClientRect()]).filter(([, box]) => box.width);
document.querySelectorAll('.exhibit .js-plotly-plot').forEach((chart) => {
  const names = boxes(chart, arguments[0]);
  names.forEach(([a, one], i) => names.slice(i + 1).forEach(([b, two]) => {
    const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
    const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
    if (wide > 2 && high > 2) found.push(`${chart.closest('.exhibit').id}: ${a} / ${b}`);
  }));
});
return found;
"""
"""Words of each chart that lie on each other by more than two pixels."""


@pytest.mark.parametrize("address", ["/industries?lang=en", "/patents?lang=zh"])
def test_names_of_rows_stand_apart_on_paper(page_at: PageAt, address: str) -> None:
    """Names of two lines, and names over their groups: a sheet that two charts share is too low."""
    page = page_at(address)
    until(lambda: page.driver.execute_script(FILLED), PATIENCE)
    until(lambda: page.driver.execute_script(DRAWN), PATIENCE)
    page.driver.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert page.driver.execute_script(COVERED, ".ytick text") == []
