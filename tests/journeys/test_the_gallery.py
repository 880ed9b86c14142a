"""Someone about to build a page looks through the gallery to see what there is and how it behaves."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.visitor import TELEPHONE, Visitor


def test_the_gallery_is_looked_through(arrives: Callable[..., Visitor]) -> None:
    someone = arrives()
    asked_for: list[str] = []
    someone.page.on("request", lambda request: asked_for.append(request.url))

    # Given the gallery, at a desk and on a telephone, with nothing for axe or the browser to complain of
    assert someone.opens("/ui/gallery") == 200

    # Then neither the licensed typeface nor the crown was ever asked for
    assert [
        url for url in asked_for if any(mark in url for mark in ("/fonts/", "crest", "crown", "favicon"))
    ] == []

    # And on a telephone a filter with nothing chosen starts closed, so that the list is seen first
    someone.page.set_viewport_size(TELEPHONE)  # type: ignore[arg-type]  # two whole numbers
    someone.page.reload()
    someone.looks_at_it()
    closed = someone.page.locator("details").filter(has_text="Filter, nothing chosen")
    expect(closed).not_to_have_attribute("open", "")
    closed.locator("summary").click()
    expect(closed.get_by_text("Fields stand here.")).to_be_visible()

    # And a password can be shown while it is typed
    shown = someone.page.locator("#id_password")
    someone.page.get_by_role("button", name="Show password").first.click()
    expect(shown).to_have_attribute("type", "text")


def test_the_gallery_is_whole_without_javascript(arrives: Callable[..., Visitor]) -> None:
    someone = arrives(java_script_enabled=False)
    someone.page.goto(someone.service.address + "/ui/gallery")
    someone.sees("You will be signed out after 15 minutes")
    someone.sees("Fields stand here.")
    someone.sees("Checking crimes: 12,345 of 100,000 rows (12%)")
