"""How soon a keystroke in the editor is seen, in a real browser: in the web edition, and on the printed page.

Run by `make bench`. The promises, on two cores: 150 ms and 400 ms, median; a second for 400 measures.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.conftest import program_on_path
from tests.long_year import LONG, write
from tests.serving.served import Served, copied, served

KEYSTROKES = 40
_WATCH = """() => {
  window.seen = { key: 0, nett: [], sider: [] };
  document.addEventListener("keydown", () => { seen.key = performance.now(); }, true);
  const note = (where) => { if (seen.key) { seen[where].push(performance.now() - seen.key); } };
  const page = document.getElementById("nett").contentDocument;
  new MutationObserver(() => note("nett")).observe(page.body, { childList: true, subtree: true });
  document.getElementById("sider").addEventListener("load", () => note("sider"), true);
}"""


def measured(page: Page, server: Served, view: str) -> list[float]:
    """Return the milliseconds from each of many keystrokes until it is seen."""
    page.goto(server.address)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=30_000)
    place = page.locator("[data-kind=tiltak]").first.get_attribute("data-place")
    page.evaluate("(detail) => document.dispatchEvent(new CustomEvent('place', { detail }))", place)
    expect(page.locator("#skjema [contenteditable=true]").first).to_be_visible()
    page.locator(f"[data-view={view}]").click()
    field = page.locator("#skjema [contenteditable=true]").first
    field.click()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(3000)
    page.evaluate(_WATCH)
    for _ in range(KEYSTROKES):
        page.keyboard.type("o")
        page.wait_for_timeout(900)
    found: list[float] = page.evaluate(f"seen.{view}")
    return found


def main() -> None:
    """Measure both real years, and one of 400 measures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program_on_path("chromium"), args=list(FLAGS))
        for year, measures in (("2021", 0), ("2025", 0), (LONG, 400)):
            for view, words in (("nett", "nett"), ("sider", "sider")):
                with tempfile.TemporaryDirectory() as name:
                    if measures:
                        write(Path(name), measures, full=True)
                        content = Path(name) / "content"
                    else:
                        content = copied(Path(name))
                    with served(content, year) as server, browser.new_context() as context:
                        times = measured(context.new_page(), server, view)
                show(f"{f'{measures} tiltak' if measures else year}, i nettleseren: {words}", times)
        browser.close()


def show(name: str, times: list[float]) -> None:
    late = statistics.quantiles(times, n=20)[-1]
    print(f"{name:40} {statistics.median(times):5.0f} ms, 95 %: {late:5.0f} ms ({len(times)} sett)")


if __name__ == "__main__":
    main()
