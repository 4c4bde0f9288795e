"""What is narrow: a chart whose labels give way to each other, and the bar with all pages."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import PageAt
from tests.browser.narrow import sized

# Boxes of the labels that show, the number of those that gave way.
LABELS = """
const texts = [...document.querySelectorAll('.barlayer text.bartext')];
const shown = texts.filter((text) => text.style.visibility !== 'hidden');
const box = (text) => { const b = text.getBoundingClientRect();
  return [b.left, b.top, b.right, b.bottom]; };
return [shown.map(box), texts.length - shown.length];
"""


def _until(found: Callable[[], Any], seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while not found() and time.monotonic() < end:
        time.sleep(0.2)
    return found()


def _overlap(a: list[float], b: list[float]) -> bool:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide > 1 and high > 1


def test_labels_never_cover_each_other(page_at: PageAt) -> None:
    page = page_at("/embed/insured_bands?lang=en", width=390, height=640)
    assert _until(lambda: page.driver.execute_script(LABELS)[1])
    boxes, given_way = page.driver.execute_script(LABELS)
    assert len(boxes) >= 6
    assert given_way
    assert not any(_overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_names_of_long_statements_are_whole_on_a_phone(page_at: PageAt) -> None:
    page = page_at("/embed/constraints?lang=en", width=390, height=900)
    lines = "(it) => [...it.querySelectorAll('tspan')].map((line) => line.textContent).join(' ')"
    names = f"return [...document.querySelectorAll('.ytick text')].map({lines});"
    whole = "American and Japanese enterprises among the world's top 100 in semiconductor patents"
    assert _until(lambda: any(whole in it for it in page.driver.execute_script(names)))
    assert not any("…" in it for it in page.driver.execute_script(names))


# How far each title of a map reaches into the areas of any map, and how many titles there are.
TITLES = """
const box = (it) => it.getBoundingClientRect();
const titles = [...document.querySelectorAll('#exhibit-compare_maps .annotation-text')].filter(
  (it) => it.textContent.includes('n = ')).map(box);
const areas = [...document.querySelectorAll('.choroplethlayer path')].map(box);
const over = titles.map((t) => Math.max(0, ...areas.map((a) =>
  Math.min(Math.min(t.bottom, a.bottom) - Math.max(t.top, a.top),
    Math.min(t.right, a.right) - Math.max(t.left, a.left)))));
return [titles.length, areas.length, over];
"""


def test_titles_of_maps_stand_above_them_on_a_phone(page_at: PageAt) -> None:
    """Two maps beside each other are each as wide as their half."""
    items = "province:320000,province:440000,province:420000"
    page = page_at(f"/compare?lang=zh&items={items}", width=390, height=900)
    assert _until(lambda: all(page.driver.execute_script(TITLES)[:2]))
    titles, _, over = page.driver.execute_script(TITLES)
    assert titles == 3
    assert max(over) < 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_is_cut_off_the_bar(page_at: PageAt, lang: str) -> None:
    page = page_at(f"/verify?lang={lang}")
    bar = "const nav = document.querySelector('.topbar nav');"
    assert _until(lambda: page.driver.execute_script(f"{bar} return nav?.children.length > 15"))
    for width in (1440, 1280, 1024):
        sized(page, width, 900)
        over = page.driver.execute_script(f"{bar} return nav.scrollWidth - nav.clientWidth")
        assert over == 0, width
