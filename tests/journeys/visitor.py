"""Someone at a browser: what they open, read, press, and what is checked on every page they pass.

Every page visited is checked by axe at the width of a desk and of a telephone, must not scroll sideways on the
telephone, and must not make the browser complain (a script or style that the content security policy refused).
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page

from tests.journeys.service import Service

CHECKOUT = Path(__file__).resolve().parents[2]
AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = CHECKOUT / "docs" / "pictures"
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    return AXE.read_text()


class Visitor:
    """One person in one browser session of their own."""

    def __init__(self, service: Service, context: BrowserContext, *, takes_pictures: bool = False) -> None:
        self.service = service
        self.takes_pictures = takes_pictures
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self._checked: set[str] = set()
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, kind: str, text: str) -> None:
        # A refusal (403, 404) is told on the console too; the journey itself looks at those.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)

    # -- what a person does

    def opens(self, path: str) -> int:
        """Type an address. Says the status the page came with."""
        answer = self.page.goto(self.service.address + path)
        assert answer is not None
        self.looks_at_it()
        return answer.status

    def signs_in_as(self, name: str) -> None:
        """Choose one of the invented people, by name, on the demonstration's sign-in page."""
        self.opens("/access/sign-in")
        self.page.get_by_role("listitem").filter(has_text=name).get_by_role("button").click()
        self.looks_at_it()

    def signs_out(self) -> None:
        self.page.get_by_role("button", name="Sign out").click()
        self.looks_at_it()

    def follows(self, text: str, *, within: Locator | None = None, exact: bool = True) -> None:
        """Follow the link of this name."""
        (within or self.page).get_by_role("link", name=text, exact=exact).first.click()
        self.looks_at_it()

    def presses(self, text: str, *, within: Locator | None = None) -> None:
        """Press the button of this name."""
        (within or self.page).get_by_role("button", name=text, exact=True).first.click()
        self.looks_at_it()

    def fills(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def downloads(self, text: str) -> bytes:
        """Follow a link, or press a button, that gives a file. Says what was in it."""
        with self.page.expect_download() as given:
            self.page.get_by_role("link", name=text).or_(
                self.page.get_by_role("button", name=text)
            ).first.click()
        return Path(given.value.path()).read_bytes()

    def photographs(self, name: str, *, height: int = 900, down_to: Locator | None = None) -> None:
        """Keep what is seen of the page for the documentation, when `make pictures` asks for it."""
        if self.takes_pictures:
            PICTURES.mkdir(exist_ok=True)
            self.page.set_viewport_size({"width": DESK["width"], "height": height})
            if down_to:
                down_to.evaluate("element => element.scrollIntoView()")
            self.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")
            self.page.set_viewport_size(DESK)  # type: ignore[arg-type]  # two whole numbers

    # -- what a person sees

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text().strip()

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def sees(self, text: str) -> None:
        assert text in self.text, f"{text!r} is not on {self.page.url}:\n{self.text[:2000]}"

    def does_not_see(self, text: str) -> None:
        assert text not in self.text, f"{text!r} is on {self.page.url}"

    # -- what is checked on every page

    def looks_at_it(self) -> None:
        """Check the page as it stands now, once for each path, heading and state of error."""
        self.page.wait_for_load_state("load")
        assert "there is a problem with the service" not in self.page.title(), (
            f"{self.page.url} failed:\n{self.service.log.read_text()[-3000:]}"
        )
        seen = f"{urlsplit(self.page.url).path} {self.page.title()}"
        if seen not in self._checked:
            self._checked.add(seen)
            self._check_with_axe()
        assert not self.complaints, f"The browser complained on {self.page.url}: {self.complaints}"

    def _check_with_axe(self) -> None:
        for size in (TELEPHONE, DESK):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # two whole numbers
            self.page.wait_for_load_state("load")  # a click may still have been on its way here
            if size is TELEPHONE:
                overflow = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert overflow <= 0, (
                    f"{self.page.url} scrolls sideways by {overflow} pixels at {size['width']} px"
                )
            faults: list[dict[str, Any]] = self.page.evaluate(
                f"async () => {{ {_axe()};"
                f" return (await axe.run(document, {{runOnly: {json.dumps(RULES)}}})).violations; }}"
            )
            told = [f"{f['id']}: {f['help']} at {[n['target'] for n in f['nodes'][:3]]}" for f in faults]
            assert not told, f"axe on {self.page.url} at {size['width']} px:\n" + "\n".join(told)
