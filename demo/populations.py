"""Residents of the nine local authorities, for rates per head.

Office for National Statistics: Census 2021 tables TS021 (ethnic group, all ages) and TS009 (sex, all ages), and
mid-2020 population estimates (ages 10 to 17, and 18 and over). Contains public sector information licensed under
the Open Government Licence v3.0. There is no table of ethnic group by age here, because none was to be had.
"""

from collections.abc import Iterator

ONS = "Office for National Statistics"
AUTHORITIES = (
    "E06000016", "E06000017", "E07000129", "E07000130", "E07000131", "E07000132", "E07000133", "E07000134", "E07000135",
)  # fmt: skip
ETHNICITY = {
    "White": (150657, 38909, 88753, 151459, 88851, 107180, 50142, 100449, 36592),
    "White British": (122395, 37372, 84746, 143345, 85474, 103225, 48064, 96430, 34512),
    "Asian": (159977, 634, 8497, 22853, 5298, 3147, 599, 1543, 16131),
    "Black": (28766, 552, 1594, 2840, 699, 692, 192, 642, 1254),
    "Mixed": (13899, 744, 2765, 4660, 2003, 1990, 659, 1592, 1873),
    "Other": (15272, 211, 1315, 2158, 772, 632, 160, 481, 1897),
}
SEX = {
    "male": (182115, 21072, 50446, 92041, 48349, 56029, 25245, 51636, 27992),
    "female": (186466, 19979, 52481, 91929, 49270, 57611, 26498, 53069, 29762),
}
AGE = {
    (10, 17): (35417, 4089, 9782, 15978, 9559, 10214, 4684, 9778, 5433),
    (18, None): (269967, 32626, 80253, 152440, 75861, 90964, 41347, 83385, 45492),
}


def rows() -> Iterator[tuple[object, ...]]:
    """The rows of populations.csv."""
    for group, counts in ETHNICITY.items():
        for area, residents in zip(AUTHORITIES, counts, strict=True):
            key = f"census2021-ts021-{area}-{group.lower().replace(' ', '-')}"
            yield key, "Census 2021 TS021", ONS, "2021-03-21", area, "all", group, 0, "", residents
    for index, area in enumerate(AUTHORITIES):
        everyone = sum(counts[index] for group, counts in ETHNICITY.items() if group != "White British")
        yield (
            f"census2021-ts021-{area}-all",
            "Census 2021 TS021",
            ONS,
            "2021-03-21",
            area,
            "all",
            "all",
            0,
            "",
            everyone,
        )
    for sex, counts in SEX.items():
        for area, residents in zip(AUTHORITIES, counts, strict=True):
            yield (
                f"census2021-ts009-{area}-{sex}",
                "Census 2021 TS009",
                ONS,
                "2021-03-21",
                area,
                sex,
                "all",
                0,
                "",
                residents,
            )
    for (youngest, oldest), counts in AGE.items():
        for area, residents in zip(AUTHORITIES, counts, strict=True):
            key, last = f"mid2020-{area}-{youngest}-{oldest or 'up'}", "" if oldest is None else oldest
            yield (
                key,
                "Mid-2020 population estimates",
                ONS,
                "2020-06-30",
                area,
                "all",
                "all",
                youngest,
                last,
                residents,
            )
