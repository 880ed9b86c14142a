"""The offence list: real Home Office codes, with how often each turns up in the invented area.

Codes and titles are facts from the Home Office counting rules, as the Ministry of Justice lists them (titles
shortened here). Contains public sector information licensed under the Open Government Licence v3.0. Class is how
the offence may be tried in England and Wales. The weights are invented, after the area's own mix of offence groups.
"""

from typing import NamedTuple

VIOLENCE, THEFT, DAMAGE = "Violence against the person", "Theft offences", "Criminal damage and arson"
ORDER, DRUGS, WEAPONS = "Public order offences", "Drug offences", "Possession of weapons offences"
SEXUAL, BURGLARY, ROBBERY = "Sexual offences", "Burglary", "Robbery"
FRAUD, SOCIETY = "Fraud offences", "Miscellaneous crimes against society"
S, E, I = "summary", "either_way", "indictable_only"  # noqa: E741 - three letters keep the table readable


class Offence(NamedTuple):
    """One line. `recorded` to `child` are weights: recorded crimes, then resolutions by kind."""

    code: str
    title: str
    offence_class: str
    group: str
    theme: str
    recorded: int
    resolution: int = 0
    caution: int = 0
    diversion: int = 0
    child: int = 0
    drug: str = "none"
    weapon: str = "none"


OFFENCES = (
    #       code      title                                                     class group    theme     rec  CR  CC O22 child
    Offence("105/01", "Common assault and battery",                             S, VIOLENCE, "assault",  150, 200, 190, 60, 210),
    Offence("008/06", "Assault occasioning actual bodily harm",                 E, VIOLENCE, "assault",   90,  45, 110, 40,  90),
    Offence("008/01", "Wounding or inflicting grievous bodily harm",            E, VIOLENCE, "assault",   12,   0,   3,  3,   8),
    Offence("005/01", "Wounding or grievous bodily harm with intent",           I, VIOLENCE, "assault",    7),
    Offence("008/57", "Racially or religiously aggravated common assault",      E, VIOLENCE, "hate",       4,   3,   3,  2,   3),
    Offence("008/73", "Assault of an emergency worker",                         E, VIOLENCE, "emergency", 10,  10,  34, 10,  20),
    Offence("104/23", "Assault on a constable",                                 S, VIOLENCE, "emergency",  2,   1,   4,  1,   3),
    Offence("008/67", "Controlling or coercive behaviour",                      E, VIOLENCE, "stalking",  14),
    Offence("008/77", "Intentional strangulation",                              E, VIOLENCE, "assault",    9),
    Offence("008/72", "Sending a threatening message or article",               E, VIOLENCE, "messages",  70,  40,  20, 25,  40),
    Offence("195/94", "Harassment",                                             S, VIOLENCE, "stalking",  60,  42,  22, 20,  12),
    Offence("195/12", "Stalking",                                               S, VIOLENCE, "stalking",  24,   4,   4,  2),
    Offence("008/65", "Stalking involving fear of violence",                    E, VIOLENCE, "stalking",   7),
    Offence("008/71", "Disclosing private sexual images",                       E, VIOLENCE, "messages",   4,   2,   2,  2,   8),
    Offence("003/01", "Making threats to kill",                                 E, VIOLENCE, "messages",  12,   1,   3,  1,   4),
    Offence("011/03", "Cruelty to or neglect of a child",                       E, VIOLENCE, "other",      8,   1,  10,  2),
    Offence("008/21", "Owner of a dog dangerously out of control causing injury", E, VIOLENCE, "dog",      7,  30,   7,  6),
    Offence("046/00", "Shoplifting",                                            E, THEFT,    "shop",      95, 150,  90, 30, 110),
    Offence("045/10", "Theft from a motor vehicle",                             E, THEFT,    "vehicle",   55,   2,   2,  2,   6),
    Offence("048/01", "Theft of a motor vehicle",                               E, THEFT,    "vehicle",   27,   1,   1,  1,   5),
    Offence("130/01", "Taking a motor vehicle without consent",                 S, THEFT,    "vehicle",    5,   2,   2,  1,   8),
    Offence("126/00", "Interfering with a motor vehicle",                       S, THEFT,    "vehicle",   10,   1,   1,  1,   4),
    Offence("044/00", "Theft of a pedal cycle",                                 E, THEFT,    "theft",     17,   4,   2,  2,  12),
    Offence("039/00", "Theft from the person",                                  E, THEFT,    "theft",     12,   1,   1,  1,   3),
    Offence("040/00", "Theft in a dwelling",                                    E, THEFT,    "theft",     14,  10,   8,  3,   5),
    Offence("041/00", "Theft by an employee",                                   E, THEFT,    "work_theft", 5,  16,  24,  3),
    Offence("049/10", "Other theft",                                            E, THEFT,    "theft",     65,  36,  20, 12,  25),
    Offence("053/25", "Making off without payment",                             E, THEFT,    "payment",   26,  38,   9,  5,   4),
    Offence("043/00", "Abstracting electricity",                                E, THEFT,    "other",      4,   4,   4,  2),
    Offence("054/01", "Receiving stolen goods",                                 E, SOCIETY,  "theft",      7,   5,   5,  2,   5),
    Offence("033/00", "Going equipped for stealing",                            E, SOCIETY,  "theft",      4,   1,   1,  1,   2),
    Offence("028/03", "Burglary in a dwelling",                                 E, BURGLARY, "burglary",  34,   0,   1,  1,   4),
    Offence("030/02", "Burglary other than in a dwelling",                      E, BURGLARY, "burglary",  18,   3,   2,  2,  10),
    Offence("034/01", "Robbery",                                                I, ROBBERY,  "robbery",   13,   0,   0,  0,   3),
    Offence("035/00", "Blackmail",                                              I, SOCIETY,  "messages",   3),
    Offence("149/00", "Criminal damage of £5,000 or less",                      S, DAMAGE,   "damage",     40,  85,  55, 18,  70),
    Offence("058/00", "Other criminal damage",                                  E, DAMAGE,   "damage",    45,  60,  40, 14,  60),
    Offence("058/04", "Racially or religiously aggravated criminal damage",     E, DAMAGE,   "hate",       1,   1,   1,  1,   1),
    Offence("056/02", "Arson not endangering life",                             E, DAMAGE,   "damage",      5,   1,   1,  1,  10),
    Offence("125/12", "Harassment, alarm or distress",                          S, ORDER,    "order",     40,  60,  16, 14,  30),
    Offence("125/09", "Causing intentional harassment, alarm or distress",      S, ORDER,    "order",     28,  30,  14, 10,  16),
    Offence("125/11", "Fear or provocation of violence",                        S, ORDER,    "order",     32,  32,  18, 10,  22),
    Offence("125/82", "Racially or religiously aggravated harassment, alarm or distress", S, ORDER, "hate", 16, 12, 5, 5, 10),
    Offence("066/01", "Affray",                                                 E, ORDER,    "order",     12,   5,   8,  4,  14),
    Offence("065/00", "Violent disorder",                                       I, ORDER,    "order",      2,   0,   0,  0,   2),
    Offence("141/01", "Drunk and disorderly",                                   S, ORDER,    "drunk",      8,  12,   8,  5),
    Offence("066/22", "Public nuisance",                                        E, ORDER,    "order",      2,   2,   1,  1,   2),
    Offence("066/39", "Breach of a non-molestation order",                      E, ORDER,    "stalking",  10),
    Offence("092/61", "Possession of cannabis (class B)",                       E, DRUGS,    "drugs",     34, 130,  24, 60,  60, "b"),
    Offence("092/60", "Possession of amphetamine (class B)",                    E, DRUGS,    "drugs",      1,   3,   2,  1,   0, "b"),
    Offence("092/50", "Possession of cocaine (class A)",                        E, DRUGS,    "drugs",      8,  22,  20,  6,   1, "a"),
    Offence("092/54", "Possession of crack cocaine (class A)",                  E, DRUGS,    "drugs",      3,   3,   5,  1,   0, "a"),
    Offence("092/51", "Possession of heroin (class A)",                         E, DRUGS,    "drugs",      3,   3,   4,  1,   0, "a"),
    Offence("092/53", "Possession of MDMA (class A)",                           E, DRUGS,    "drugs",      2,   4,   4,  2,   1, "a"),
    Offence("092/68", "Possession of another class C drug",                     E, DRUGS,    "drugs",      2,   4,   3,  1,   1, "c"),
    Offence("092/81", "Possession of cannabis with intent to supply",           E, DRUGS,    "drugs",      7,   0,   2,  1,   5, "b"),
    Offence("092/70", "Possession of cocaine with intent to supply",            E, DRUGS,    "drugs",      6,   0,   0,  0,   2, "a"),
    Offence("193/05", "Cultivating cannabis",                                   E, DRUGS,    "drugs",      5,   9,  10,  3,   0, "b"),
    Offence("008/26", "Having a bladed article in a public place",              E, WEAPONS,  "weapon",     9,   2,  14,  4,  26, "none", "blade"),
    Offence("008/27", "Having a bladed article on school premises",             E, WEAPONS,  "weapon",     1,   0,   0,  1,  10, "none", "blade"),
    Offence("008/11", "Possessing an offensive weapon",                         E, WEAPONS,  "weapon",     5,   3,  12,  3,   8, "none", "other"),
    Offence("081/03", "Possessing a firearm without a certificate",             E, WEAPONS,  "weapon",     1,   0,   1,  0,   0, "none", "firearm"),
    Offence("020/05", "Sexual assault on a female",                             E, SEXUAL,   "sexual",    14,   0,   1,  2,   3),
    Offence("088/09", "Exposure",                                               E, SEXUAL,   "sexual",     5,   1,   3,  2,   1),
    Offence("019/08", "Rape of a female aged 16 or over",                       I, SEXUAL,   "sexual",    15),
    Offence("053/40", "Fraud by false representation",                          E, FRAUD,    "fraud",      7,  12,  16,  3,   2),
    Offence("061/25", "Passing a counterfeit note",                             E, FRAUD,    "fraud",      1,   1,   1,  0,   1),
    Offence("079/01", "Perverting the course of justice",                       I, SOCIETY,  "other",      4),
)  # fmt: skip

BY_CODE = {offence.code: offence for offence in OFFENCES}
DOMESTIC = ("assault", "damage", "messages", "stalking", "order", "theft")

# What the services are for, as themes; an empty tuple means anything.
SUITS: dict[str, tuple[str, ...]] = {
    "Turning Point": ("drugs", "drunk", "shop"),
    "Victim Awareness Course": (
        "assault",
        "shop",
        "damage",
        "theft",
        "order",
        "work_theft",
        "payment",
        "messages",
        "fraud",
    ),
    "New Dawn New Day": ("assault", "shop", "damage", "order", "work_theft", "emergency", "messages"),
    "CARA (Hampton Trust)": ("assault", "damage", "stalking", "messages"),
    "Reflect": ("assault", "order", "damage", "emergency", "messages", "weapon"),
}
WEIGHT = {
    "community_resolution": "resolution",
    "conditional_caution": "caution",
    "outcome_22": "diversion",
    "child": "child",
    "recorded": "recorded",
}


def weighted(kind: str, themes: tuple[str, ...] = ()) -> tuple[list[Offence], list[int]]:
    """The offences a kind is used for, with their weights, of these themes only where themes are given."""
    column = WEIGHT[kind]
    found = [o for o in OFFENCES if getattr(o, column) and (not themes or o.theme in themes)]
    return found, [getattr(o, column) for o in found]
