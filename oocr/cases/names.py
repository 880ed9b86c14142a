"""Names as the search knows them: lower case, without accents or punctuation. Pure."""

import unicodedata

# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
# Inside a name these join: O'Brien is one word, as people type it.
_JOINING = dict.fromkeys(map(ord, "'’‘`´.ʼʻ"))
# The same two steps for the plain letters most names are written in: an import does this for every person.
_ASCII = _JOINING | {code: " " for code in range(128) if not chr(code).isalnum() and code not in _JOINING}


def plain(text: str) -> str:
    """ "Zoë O'Brien-Łaska" is "zoe obrien laska"."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).lower().split())
    folded = unicodedata.normalize("NFKD", text.translate(_JOINING)).casefold().translate(_PLAIN)
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def search_names(given_names: str, family_name: str, aliases: list[str] | tuple[str, ...] = ()) -> str:
    """What `Person.search_names` holds: the current name, then every other one."""
    return " ".join(filter(None, (plain(name) for name in (f"{given_names} {family_name}", *aliases))))
