"""Text at the edge: what is refused, how it is stored, and the key by which it is matched."""

import re
import unicodedata

# U+FEFF inside a text means that files were joined; the rest of these reorder what a reader sees.
BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
REFUSED = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{BIDI_CONTROLS}\ufeff\ud800-\udfff{NONCHARACTERS}]"
)

LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ŧ": "t",
    }
)
# Accents of European scripts, and the optional vowel points of Hebrew and Arabic. The vowel signs of
# Indic scripts are letters in all but name and stay.
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]")
APOSTROPHES = re.compile("['`´ʹʻʼʽˈ‘’‛′＇]")


def clean(text: str) -> str:
    """The text in NFC with plain line ends; ValueError names a character that must not be in it.

    Unusual letters, emoji, joiners and the marks of right-to-left writing pass.
    """
    if text.isascii() and text.isprintable():
        return text
    if found := REFUSED.search(text):
        raise ValueError(f"contains {_description(found[0])} at character {found.start() + 1}")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _description(character: str) -> str:
    code = ord(character)
    if code == 0:
        what = "a NUL character"
    elif code < 0xA0:
        what = "a control character (is the encoding right?)"
    elif 0xD800 <= code <= 0xDFFF:
        what = "half of a character"
    elif code == 0xFEFF:
        what = "a byte-order mark"
    elif unicodedata.bidirectional(character):
        what = "a character that reverses the reading order"
    else:
        what = "a code that is no character"
    return f"{what} U+{code:04X}"


def fold(text: str) -> str:
    """The key for matching: case, accents, apostrophes and punctuation make no difference."""
    if text.isascii():
        plain = text.casefold()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = ACCENTS.sub("", plain.translate(LETTERS_WITHOUT_DECOMPOSITION))
        plain = unicodedata.normalize("NFC", plain)
    plain = APOSTROPHES.sub("", plain)
    return " ".join("".join(c if _counts(c) else " " for c in plain).split())


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
