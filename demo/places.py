"""Invented streets in real towns. Telephone numbers are from Ofcom's ranges for drama, e-mail from example domains.

The inward part of every postcode is in a sector that had no address when this was written (after Code-Point Open,
which contains OS data and Royal Mail data, Crown copyright and database right 2014), so none is anybody's.
"""

import random

LEICESTER = "E06000016"
RUTLAND = "E06000017"

# Area: (share of people, towns, postcode district and empty sector).
AREAS: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    LEICESTER: (46, ("Leicester",), ("LE1 0", "LE5 7", "LE5 8")),
    RUTLAND: (3, ("Oakham", "Uppingham", "Ketton"), ("LE15 1", "LE15 2")),
    "E07000129": (7, ("Enderby", "Narborough", "Braunstone Town", "Blaby"), ("LE19 5", "LE8 1", "LE9 5")),
    "E07000130": (15, ("Loughborough", "Shepshed", "Syston", "Birstall"), ("LE11 0", "LE12 0", "LE7 0")),
    "E07000131": (6, ("Market Harborough", "Lutterworth", "Broughton Astley"), ("LE16 1", "LE17 0")),
    "E07000132": (8, ("Hinckley", "Earl Shilton", "Barwell"), ("LE10 4", "LE10 5")),
    "E07000133": (4, ("Melton Mowbray", "Asfordby"), ("LE13 2", "LE14 0")),
    "E07000134": (7, ("Coalville", "Ashby-de-la-Zouch", "Measham"), ("LE67 7", "LE65 0")),
    "E07000135": (4, ("Oadby", "Wigston"), ("LE18 0", "LE18 5")),
}
STEMS = (
    "Quillmere Tansybank Larkenfold Oddstone Brindlehythe Marrowfen Pikelow Sedgewarren Thistledown Umberleigh "
    "Wrenhollow Yarrowgate Foxglimmer Candlewick Dapplemoor Elderwhistle Gossamer Hobnail Inkwell Jackdaw Kettlewell "
    "Lanternhay Muddlebrook Nettlepatch Otterpool Pepperhow Rumbleby Saffronholt Tumbledown Velvetmoss Windfall "
    "Appledrift Buttercross Cobblenook Drumstone Emberley Featherstitch Grindlewood Hazelmist Ivorydene"
).split()
ENDINGS = ("Road", "Street", "Lane", "Close", "Avenue", "Drive", "Way", "Court", "Crescent", "Row")
VENUES = (
    "High Street", "the market place", "the bus station", "a retail park", "the railway station approach", "a car park",
    "the town park", "a public house", "a night club", "a supermarket", "a school", "a hospital waiting area",
)  # fmt: skip
INWARD = "ABDEFGHJLNPQRSTUWXYZ"

CODES = tuple(AREAS)
SHARES = tuple(share for share, _, _ in AREAS.values())


def area(rng: random.Random) -> str:
    """A local authority, in proportion."""
    return rng.choices(CODES, SHARES)[0]


def county_area(rng: random.Random) -> str:
    """A local authority other than the city."""
    return rng.choices(CODES[1:], SHARES[1:])[0]


def street(rng: random.Random) -> str:
    """An invented street."""
    return f"{rng.choice(STEMS)} {rng.choice(ENDINGS)}"


def address(code: str, rng: random.Random) -> tuple[str, str]:
    """An address and its postcode."""
    _, towns, sectors = AREAS[code]
    number = rng.randrange(1, 180)
    flat = f"Flat {rng.randrange(1, 30)}, " if rng.random() < 0.15 else ""
    postcode = f"{rng.choice(sectors)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
    return f"{flat}{number} {street(rng)}, {rng.choice(towns)}", postcode


def places(rng: random.Random, each: int = 60) -> list[tuple[str, str]]:
    """Places where crimes are recorded, with their area, the busier areas more often."""
    found = []
    for code, (share, towns, _) in AREAS.items():
        for _ in range(each * share // 10):
            where = rng.choice(VENUES) if rng.random() < 0.35 else street(rng)
            found.append((f"{where[0].upper()}{where[1:]}, {rng.choice(towns)}", code))
    return found


def phone(rng: random.Random) -> str:
    """A number that Ofcom keeps for drama: nobody answers it."""
    if rng.random() < 0.25:
        return f"0116 496 0{rng.randrange(1000):03}"
    return f"07700 900{rng.randrange(1000):03}"


def email(given: str, family: str, rng: random.Random) -> str:
    """An address at an example domain."""
    domain = rng.choice(("example.org", "example.com"))
    return f"{given.split()[0]}.{family}{rng.randrange(10, 99)}@{domain}".lower().replace(" ", "")
