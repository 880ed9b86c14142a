"""A co-ordinator sends an extract with a row that is wrong, corrects it in a spreadsheet, and her manager takes it back."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.journeys.visitor import Visitor

OFFENCES = """offence_code,title,offence_class,offence_group
999/01,Invented offence of the first kind,summary,Other
999/02,Invented offence of the second kind,sumary,Other
"""


def test_a_bad_row_is_corrected_and_sent_again(arrives: Callable[..., Visitor], tmp_path: Path) -> None:
    # Given a file whose third line has a class that there is not
    sent = tmp_path / "offences.csv"
    sent.write_text(OFFENCES)
    meera = arrives("Meera Chauhan")
    meera.follows("Imports")
    meera.presses("Send an extract")

    # When she forgets the file at first, and then sends it
    meera.presses("Send")
    meera.sees("Choose the files of the extract")
    meera.page.locator("input[type=file]").set_input_files(sent)
    meera.presses("Send")
    number = _when_loaded(meera)

    # Then the good row is in, and the bad one says where it is, what is wrong and what to do
    meera.sees("sumary")
    meera.sees("offence_class")
    meera.photographs("import-batch", height=1150)

    # When she downloads it, corrects it and sends it again
    book = openpyxl.load_workbook(io.BytesIO(meera.downloads("Download them as a spreadsheet")))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "sumary":
                    cell.value = "summary"
    corrected = tmp_path / "corrected.xlsx"
    book.save(corrected)
    meera.opens(f"/imports/{number}")
    meera.presses("Send them corrected")
    meera.page.locator("input[type=file]").set_input_files(corrected)
    meera.presses("Send")
    _when_loaded(meera)

    # Then nothing waits in quarantine any more
    meera.opens(f"/imports/{number}")
    meera.does_not_see("sumary")


def _when_loaded(visitor: Visitor) -> str:
    """Wait on the batch's page, as a person would, until it is loaded. Says its number."""
    visitor.page.get_by_text("Loaded", exact=False).first.wait_for(timeout=60_000)
    visitor.page.reload()
    visitor.looks_at_it()
    found = re.search(r"/imports/(\d+)", visitor.page.url)
    assert found
    return found[1]
