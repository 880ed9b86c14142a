"""An officer has somebody in front of them whom no extract has brought yet."""

from collections.abc import Callable

from tests.journeys.visitor import Visitor


def test_a_case_is_opened_for_somebody_who_may_be_known(arrives: Callable[..., Visitor]) -> None:
    # Given a person who is recorded here already
    priya = arrives("Priya Solanki")
    priya.follows("Cases")
    shown = priya.page.get_by_role("table").get_by_role("row").nth(1)
    family, given = shown.get_by_role("link").first.inner_text().split(", ")
    shown.get_by_role("link").first.click()
    priya.follows("Person")
    born = priya.page.locator(".govuk-summary-list__row").filter(has_text="Date of birth").inner_text()
    day, month, year = born.split("birth")[1].split()[:3]

    # When an officer opens a case for that name, with a letter left out, and a crime nobody has recorded
    priya.follows("Cases")
    priya.presses("Open a case")
    priya.fills("Crime numbers", "26-0777001")
    priya.fills("Given names", given)
    priya.fills("Family name", family[:-2] + family[-1])
    for part, said in zip(("Day", "Month", "Year"), (day, month, year), strict=True):
        priya.page.get_by_role("group", name="Date of birth").get_by_label(part).fill(said)
    priya.presses("Open the case")

    # Then what is missing is asked, nothing typed is lost, and no name stands in the address
    priya.sees("The case is not open yet.")
    priya.sees("Crime 26-0777001 is not recorded here yet")
    assert priya.page.get_by_label("Given names").input_value() == given
    assert family.lower() not in priya.page.url.lower()
    priya.photographs("open-a-case")
    priya.presses("Open the case")
    priya.sees("Select the person, or that it is somebody else")

    # And when it is answered, the case is there and leads on to its facts
    priya.page.get_by_label(f"{given} {family}", exact=True).check()
    priya.page.get_by_label("Offence, Home Office code").fill("105/01")
    for part, said in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        priya.page.get_by_role("group", name="Day the crime was recorded").get_by_label(part).fill(said)
    priya.presses("Open the case")
    priya.sees("The case is opened. Its reference is OC-")
    priya.follows("Crimes")
    priya.sees("26-0777001")
    priya.follows("Facts")
