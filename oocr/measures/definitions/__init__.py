"""Every measure, one file for each room whose work is counted. Pure."""

from oocr.measures.definitions import cases, conditions, referrals, youth_panel
from oocr.measures.measure import Measure

ALL: tuple[Measure, ...] = (*cases.ALL, *conditions.ALL, *referrals.ALL, *youth_panel.ALL)
BY_ID: dict[str, Measure] = {measure.id: measure for measure in ALL}
