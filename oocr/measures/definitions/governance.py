"""Who stands behind the definitions, and until when. Pure."""

from datetime import date

# Named by what they are until the people who own the figures have taken them over.
AUTHORS = "The founding engineers of oocr"
# Said plainly: a reader must not take a machine's check for an analyst's.
CHECKED = "By machine only: the worked example and a second, slow implementation give the same. No analyst has checked it yet"
REVIEW_ON = date(2027, 11, 1)

AGE_NOT_KNOWN = "no date of birth is recorded, so it is not known whether the person was an adult"
