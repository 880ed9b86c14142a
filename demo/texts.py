"""What officers and victims write, by offence or theme. Plain and varied, and here and there as thin as real ones can be."""

import random

from demo.offences import DOMESTIC, Offence

SUMMARIES: dict[str, tuple[str, ...]] = {
    "assault": (
        "Pushed the other person during an argument in the street. A graze to the elbow, no treatment needed.",
        "Slapped the victim once after a quarrel at a family party. Both had been drinking.",
        "Punched the victim once outside a public house. Cut lip, treated at the scene.",
        "Argument between neighbours over parking; the suspect grabbed the victim by the coat and pushed them.",
        "Threw a drink and then a plastic glass at the victim. Reddening to the cheek.",
        "Fight between two people in a queue. Each says the other began it; the recording shows the suspect did.",
    ),
    "shop": (
        "Left the shop without paying for goods worth about £{low}. Stopped by staff; all recovered.",
        "Hid cosmetics in a bag and walked past the tills. Goods worth £{low}, not recovered.",
        "Took food and nappies worth £{low}. Said there was no money in the house until Friday.",
        "Scanned some items and not others at the self-service till, £{low} in all.",
    ),
    "theft": (
        "Took a mobile telephone left on a bar. Returned it when spoken to.",
        "Kept a purse found on a bus and used the cash in it.",
        "Took a pedal cycle from outside the library; recovered two streets away.",
        "Took money from a housemate's room. Paid back since.",
    ),
    "work_theft": (
        "Took £{high} from the till over three weeks while employed at the shop.",
        "Gave friends staff discount and refunded goods to their own card, £{high} in all.",
    ),
    "payment": (
        "Filled the car and drove away without paying £{low}. Says the card was declined.",
        "Left a taxi without paying the £{low} fare.",
        "Left a restaurant without paying for a meal for two.",
    ),
    "vehicle": (
        "Tried car doors along the street and took loose change and sunglasses from one.",
        "Rode a friend's moped without asking and left it in a field.",
    ),
    "damage": (
        "Kicked a neighbour's gate off its hinge. Repair estimated at £{low}.",
        "Broke a window with a stone. Repair estimated at £{low}.",
        "Scratched the door of a parked car with a key after an argument.",
        "Damaged a door at the shared house while locked out. The landlord wants the cost of repair.",
        "Sprayed paint on a bus shelter.",
    ),
    "order": (
        "Shouted and swore at passers-by and would not stop when asked.",
        "Made threats towards door staff after being refused entry. Nobody hurt.",
        "Shouted abuse at a member of staff at the council office.",
        "Two groups faced each other in the market place; the suspect threw a traffic cone.",
    ),
    "hate": (
        "Used racist words towards a shop assistant who refused to sell alcohol.",
        "Shouted at a family about their religion from a passing car.",
        "Put a note through a neighbour's door about where they come from.",
    ),
    "emergency": (
        "Kicked out at an officer while being helped from a hospital chair. No injury.",
        "Spat towards a paramedic. Was very drunk and says they remember nothing.",
        "Pushed an officer who was speaking to a friend.",
    ),
    "messages": (
        "Sent a string of threatening messages to a former friend over two days.",
        "Posted insults about the victim on a local page and would not take them down.",
        "Sent eleven messages after being told to stop.",
    ),
    "stalking": (
        "Went to the former partner's workplace twice after being asked not to.",
        "Repeatedly knocked at a neighbour's door and shouted through the letterbox.",
    ),
    "drugs": (
        "Stopped in the street; a small bag found in a jacket pocket. For own use.",
        "Found with a small amount at the entrance of a night club.",
        "A small wrap found when searched after an argument. Says it was for the weekend.",
    ),
    "092/61": (
        "A car smelled of cannabis when stopped; a grinder and a part-used bag in the door. For own use.",
        "Smoking on a bench in the park; a small bag handed over when asked.",
        "Stopped in the street; a small bag found in a jacket pocket. Says it is for pain.",
    ),
    "193/05": (
        "Two plants found in a wardrobe when officers attended for another reason. For own use.",
        "Four small plants on a windowsill, seen from the street.",
    ),
    "092/81": ("Nine small bags, scales and £140 in cash found when stopped.",),
    "drunk": (
        "Found asleep in a doorway, then shouted at officers who woke them.",
        "Very drunk outside the bus station, arguing with taxi drivers.",
    ),
    "weapon": (
        "A folding knife over the legal length found when searched. Says it is for work.",
        "A length of wood carried after an argument in the park.",
        "A knife in the car door when stopped. Says it is for fishing.",
    ),
    "008/27": ("A kitchen knife in a school bag. Says it was to feel safe walking home.",),
    "081/03": ("An old air rifle over the limit handed over when officers called. Thought no certificate was needed.",),
    "008/06": (
        "Punched the victim twice outside a public house. Bruising and a cut above the eye, closed with strips.",
        "Pushed the victim off a step in an argument. A sprained wrist.",
        "Hit the victim with a rolled umbrella. Swelling to the hand, seen at hospital, nothing broken.",
    ),
    "008/01": ("Threw a glass in a crowded bar; the victim needed four stitches to the forearm.",),
    "domestic": (
        "Pushed their partner during an argument at home. No injury. The first report between them.",
        "Took their partner's telephone and threw it against the wall in an argument.",
        "Sent a string of abusive messages to a former partner over one evening.",
        "Pulled their brother to the floor during a quarrel at a family meal. Reddening to the arm.",
        "Kicked the door of a former partner's flat when not let in. Children were in the flat.",
    ),
    "056/02": ("Set light to a wheeled bin behind the shops; the fire marked a wall.",),
    "088/09": ("Exposed himself from a parked car. Seen by one person.",),
    "dog": (
        "The dog slipped its lead and bit a postal worker on the hand. Owner stayed and helped.",
        "The dog got under a fence and bit a passer-by. Not on a lead.",
    ),
    "sexual": (
        "Touched the victim over clothing in a crowded bar. Left when told.",
    ),
    "burglary": (
        "Got into an empty sports pavilion through a loose shutter with two others. Nothing taken.",
        "Went into a neighbour's shed and took a drill.",
    ),
    "robbery": ("With three others, made another pupil hand over a cap and a bus pass.",),
    "fraud": (
        "Used a relative's bank card online, £{high} in four payments. Paid back in part.",
        "Claimed a refund for goods that were never bought.",
    ),
    "other": (
        "The meter at the address had been tampered with. Suspect took over the tenancy in the spring.",
        "Left two young children alone in the house for most of an evening.",
    ),
}  # fmt: skip

RATIONALE: dict[str, tuple[str, ...]] = {
    "community_resolution": (
        "First offence, full admission, victim content with this.",
        "Low gravity score. Accepts responsibility and has apologised. Nothing recorded in the last five years.",
        "Victim did not want court. Suspect remorseful. Proportionate.",
        "Out of character; loss of work would follow a charge. Victim agrees.",
        "Admitted at the first opportunity. Goods recovered. Shop content with an apology.",
        "CR suitable.",
    ),
    "conditional_caution": (
        "Sufficient evidence to charge, full admission in interview. Conditions meet the need behind the offence.",
        "Previous community resolution two years ago. A condition with a consequence is needed. Victim consulted.",
        "Admits, signs, wants help. Reparation to be paid within eight weeks.",
        "Standard risk on the domestic abuse assessment; first reported incident. Meets the criteria for the programme.",
        "Realistic prospect of conviction; the public interest is met by conditions.",
    ),
    "outcome_22": (
        "Did not admit in interview but will engage with support. Further action not in the public interest.",
        "Victim does not support a prosecution. Suspect has agreed to the activity.",
        "Diversion offered on advice of the liaison and diversion team.",
        "Engaging with services already.",
    ),
    "child": (
        "Panel's view that the child is already working well with the service. Victim's wishes taken into account.",
        "First time before the panel. School supports. Proportionate to the offence and to the child's age.",
        "Panel weighed the two earlier matters against six months with nothing recorded.",
        "Assessment shows needs around friends and sleep; work agreed with the child and a parent.",
    ),
}

VIEWS = (
    "Wants an apology and to be left alone.",
    "Content for it to be dealt with out of court.",
    "Would have liked it to go to court, but understands the reasons.",
    "Wants the cost of the repair.",
    "Did not answer two calls and a letter.",
    "Wants the person to get help.",
    "Happy with whatever stops it happening again.",
    "Not asked.",
    "Frightened to go out for a week; wants to know it will not happen again.",
    "",
    "",
)
SHOP_VIEWS = (
    "Store policy is to support any outcome.",
    "Wants the goods paid for and the person banned from the store.",
    "Content.",
    "",
)
BREACHES = (
    "Did not attend the course; no reply to two calls and a letter.",
    "Attended the first session, not the second. Says work shifts changed.",
    "Compensation not paid by the date. Says benefits were stopped.",
    "No letter of apology received. Says they forgot.",
    "Contacted the victim by message on the second day.",
    "Turned up drunk and was asked to leave.",
    "Provider closed the referral after three attempts to make contact.",
    "Moved away without telling anyone.",
)

BUSINESSES = (
    "Larkenfold Foods", "Quillmere Pharmacy", "Oddstone Motors", "The Velvetmoss Arms", "Buttercross Convenience",
    "Kettlewell Garage", "Dapplemoor Homewares", "Saffronholt Fashions", "Hobnail Shoes", "Inkwell Books",
    "Otterpool Leisure", "Wrenhollow Taxis", "Thistledown Garden Centre", "Candlewick Electricals", "Pikelow Sports",
)  # fmt: skip


def summary(offence: Offence, domestic: str, rng: random.Random) -> str:
    """What happened: told for the offence where it has words of its own, else as domestic abuse, else by theme."""
    key = "domestic" if domestic == "yes" and offence.theme in DOMESTIC else offence.code
    words = SUMMARIES.get(key) or SUMMARIES[offence.theme]
    return rng.choice(words).format(low=rng.randrange(6, 180), high=rng.randrange(150, 900))


def rationale(kind: str, rng: random.Random) -> str:
    """Why this resolution; one in forty says nothing, as the panel found."""
    return "" if rng.random() < 0.025 else rng.choice(RATIONALE.get(kind, RATIONALE["child"]))
