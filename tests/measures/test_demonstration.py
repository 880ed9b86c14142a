"""The whole way: the demonstration area's files, through the loading dock, to the figures the area published."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from demo import published
from demo.generate import main as generate
from tests.factories.access import make_agency

CR, CC, O22 = published.CR, published.CC, published.O22
LABELS = {CR: "Community resolution", CC: "Conditional caution", O22: "Outcome 22"}


class Document:
    """The annual summary as JSON, asked by table, row and column."""

    def __init__(self, text: str) -> None:
        self.whole = json.loads(text)
        self.tables = {table["key"]: table for table in self.whole["tables"]}

    def value(self, key: str, row: str, column: str) -> Any:
        table = self.tables[key]
        [line] = [line for line in table["rows"] if line["label"] == row]
        return line["cells"][table["columns"].index(column)]["value"]


@pytest.fixture
def document(db: None, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any) -> Document:
    settings.LOCAL_DIR = tmp_path / "local"
    settings.MEDIA_ROOT = tmp_path / "uploads"
    folder = tmp_path / "extract"
    generate(["--out", str(folder)])
    make_agency()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(SystemExit) as ended:
        call_command("import_extract", str(folder), "--json")
    assert ended.value.code == 0
    out = tmp_path / "summary.json"
    call_command(
        "figures",
        "annual-summary",
        "--from",
        "2024-06-16",
        "--to",
        "2025-06-16",
        "--format",
        "json",
        "--out",
        str(out),
    )
    return Document(out.read_text())


@pytest.mark.slow
def test_figures_annual_summary_gives_each_published_count_exactly(document: Document) -> None:
    value = document.value
    for kind, many in published.ISSUED.items():
        assert value("resolutions", LABELS[kind], "Issued") == many
    for kind, many in published.ISSUED_BEFORE.items():
        assert value("resolutions", LABELS[kind], "Issued the year before") == many
    for kind, many in published.BREACHED.items():
        assert value("breaches", LABELS[kind], "Breached") == many
    assert value("breaches", LABELS[CR], "With conditions") == 2488
    assert value("breaches", LABELS[CR], "Breach rate") == 12.9
    assert value("outcome-codes", LABELS[CR], "Share of all codes") == 3.5
    assert value("outcome-codes", LABELS[CC], "Share of all codes") == 0.8
    for sex, many in published.BY_SEX.items():
        assert value("people-by-sex", sex.capitalize(), "People") == many
    for group, many in published.BY_ETHNICITY.items():
        label = "Other ethnic group" if group == "Other" else group
        assert value("people-by-ethnicity", label, "People") == many
    for service, kinds in published.REFERRALS.items():
        for kind, many in kinds.items():
            assert value("referrals", service, LABELS[kind]) == many
        assert value("referrals", service, "All referrals") == sum(kinds.values())
    assert value("referrals", "All services", "All referrals") == 1503
    for kind, (people, again) in published.REOFFENDING.items():
        assert value("reoffending", LABELS[kind], "People whose six months are complete") == people
        assert value("reoffending", LABELS[kind], "Offended again") == again
    assert value("youth-by-area", "City", "Cases") == published.YOUTH_AREAS["city"]
    assert value("youth-by-area", "County and Rutland", "Cases") == published.YOUTH_AREAS["county"]
    assert value("youth-from-court", "All cases", "From court") == published.YOUTH_FROM_COURT
    assert value("youth-by-outcome", "All cases", "Cases") == 279

    compared = [v for paper in document.whole["published"] for v in paper["values"]]
    counts = [v for v in compared if v["printed"].replace(",", "").isdigit()]
    assert len(counts) > 60
    assert [v["says"] for v in counts if v["finding"] != "The same"] == []
    [breached] = [v for v in compared if v["says"] == "Community resolution, breach rate"]
    assert "2,488" in breached["sentence"]
