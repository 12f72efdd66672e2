"""Names as survey tools write them: headers and labels made comparable, and columns that no question asks for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<[^<>]*>")
_APART = re.compile(r"[\W_]+")
_NUMBERING = re.compile(r"\s*\w{0,8}?\s?\d+\w{0,3}(?:[._]\d+)*(?:\[\w*\])?\s*[.:)–-]+\s*(?=\S)")

PERSONAL, TECHNICAL = "personal", "technical"
_METADATA = {
    "id": "id, svars id, svarsid, response id, responseid, respondent id, respondentid, svarsnummer",
    "submitted": "submitdate, date submitted, datum inskickat, inskickat datum, inskickad, skickat datum",
    PERSONAL: (
        "ipaddr, ip address, ip adress, ip, email, email address, e mail, e post, e postadress, epost, epostadress, "
        "token, åtkomstkod, access code, firstname, first name, förnamn, lastname, last name, efternamn, namn, "
        "name, ditt namn, username, user name, användarnamn, telefon, telefonnummer, phone, mobil, personnummer, "
        "timestamp, tidsstämpel, startdate, date started, datum påbörjat, startdatum, påbörjad, startad, starttid, "
        "datestamp, date last action, datum senaste åtgärd, datum för senaste åtgärd, avslutad, sluttid, svarsdatum, "
        "start time, completion time, svarstid"
    ),
    TECHNICAL: (
        "lastpage, last page, sista sidan, senaste sidan, startlanguage, start language, startspråk, seed, refurl, "
        "referrer url, referens url, hänvisande url, interviewtime, total time, total tid"
    ),
}
_BY_NAME = {name.strip(): role for role, names in _METADATA.items() for name in names.split(",")}


def comparable(text: str) -> str:
    """Text for comparison: without tags and entities, in lower case, punctuation as single blanks."""
    return _APART.sub(" ", html.unescape(_TAG.sub(" ", text)).casefold()).strip()


def spellings(text: str) -> Iterator[str]:
    """The text made comparable, as it stands and without a number before it (’3. ’, ’Q2_1: ’, ’Fråga 3) ’)."""
    whole = comparable(text)
    yield whole
    bare = comparable(_NUMBERING.sub("", text, count=1)) if _NUMBERING.match(text) else whole
    if bare and bare != whole:
        yield bare


def metadata(text: str) -> str:
    """What a column holds that tools add by themselves: `id`, `submitted`, `personal`, `technical`, or nothing."""
    return next((role for name in spellings(text) if (role := _BY_NAME.get(name, ""))), "")
