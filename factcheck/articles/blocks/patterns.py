"""What one line of a pasted news page looks like: pure questions, each bounded in how far it looks.

All of them take a trimmed line. `LONG` characters are the most that a credit, date or byline has.
"""

import re

from factcheck.articles.blocks import newsroom
from factcheck.articles.blocks.newsroom import alternatives

LONG = 130
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁЇІЄҐ"
_SMALL = "a-zß-öø-ÿа-яёїієґ"
_PIECE = rf"[{_CAPITAL}][\w.'’-]{{0,24}}"
_LINK = r"(?:(?:van|von|der|de|da|del|di|al|el|bin|ben|la|le)[ \u00a0]){0,2}"
_NAME = rf"{_PIECE}(?:[ \u00a0]{_LINK}{_PIECE}){{0,4}}"
_FULL_NAME = rf"{_PIECE}(?:[ \u00a0]{_LINK}{_PIECE}){{1,4}}"
_ORGANISATION = rf"[{_CAPITAL}0-9][\w.&'’-]{{0,24}}(?: [{_CAPITAL}0-9&][\w.&'’-]{{0,24}}){{0,3}}"
_AGENCY = rf"(?:{alternatives(newsroom.AGENCIES)}|CC[ -]BY[\w .-]{{0,20}})"
_AFTER = rf"(?:\s?[/,|]\s?|\s)(?:{alternatives(newsroom.AFTER_AGENCY)}|{_AGENCY}|\(?\d{{4}}\)?)"
_ENDING = rf"(?:{_AFTER}){{0,5}}[\s)\].]{{0,3}}"
_PHOTO = alternatives(newsroom.PHOTO_WORDS)
_PICTURE = alternatives(newsroom.PICTURE_WORDS)
_MONTH = rf"(?:{alternatives(newsroom.MONTHS)})"

_CREDIT_ANNOUNCED = re.compile(
    rf"[\s(\[]{{0,3}}(?:(?:{_PHOTO})(?: (?:credit|courtesy|source))?(?: by)?\s?[:：/|]"
    rf"|(?:Photo|Image|Picture|Photos|Images|Video|Illustration) (?:by|courtesy of|credit) |©|\(c\))\s?\S",
    re.IGNORECASE,
)
_PICTURE_ANNOUNCED = re.compile(
    rf"[\s(\[]{{0,3}}(?:{_PICTURE})(?: (?:credit|courtesy|source))?(?: by)?\s?[:：/|]", re.IGNORECASE
)
_CREDITS = (
    re.compile(rf"[\s(\[]{{0,3}}(?:{_NAME}\s?(?:/|\||,|via|for|–|—)\s?){{1,3}}(?:the )?{_AGENCY}{_ENDING}"),
    re.compile(rf"[\s(\[]{{0,3}}{_FULL_NAME}\s?/\s?{_ORGANISATION}{_ENDING}"),
    re.compile(rf"[\s(\[]{{0,3}}{_AGENCY}(?:\s?[/|]\s?(?:{_AGENCY}|{_NAME})){{0,4}}{_ENDING}"),
)
_CREDIT_TAILS = (
    re.compile(
        rf"[(\[]?(?:{_PHOTO}|{_PICTURE})(?: (?:credit|courtesy))?(?: by)?\s?[:：]\s?[^:：\n]{{2,80}}[)\]]?$"
    ),
    re.compile(r"[(\[](?:Photo|Image|Picture|Credit|AP Photo|Screenshot|Foto|Фото|צילום)[^()\n]{0,80}[)\]]$"),
    re.compile(rf"(?:(?<=[{_SMALL}.)\"”’0-9])|(?<=[.!?)\"”»] ))(?={_NAME}\s?/\s?{_AGENCY}{_ENDING}$)"),
    re.compile(rf"(?<=[{_SMALL}])(?={_FULL_NAME}\s?/\s?{_ORGANISATION}$)"),
)
_AGENCY_TAIL = re.compile(rf"[(\[]{_AGENCY}(?:\s?/\s?(?:{_NAME}|{_AGENCY}))?[)\]]$")
_LONGEST_WITH_AGENCY = 160
"""A longer line that ends in "(Reuters)" is a paragraph with its source, no caption."""
_CREDIT_SIGN = re.compile(r"[/|,:：©(–—]| (?:via|for|by|courtesy of|credit) ", re.IGNORECASE)
_TAIL_SIGN = re.compile(r"[/:：(\[]")
_GLUE = " |-–—"
_BYLINE = re.compile(
    rf"(?:(?:{alternatives(newsroom.BYLINE_WORDS)})(?:\s?[:：]\s?|\s)"
    rf"|(?:{alternatives(newsroom.BYLINE_LABELS)})\s?[:：]\s?)(?=\S)"
)
_PEOPLE = re.compile(rf"{_FULL_NAME}(?:(?:, | and | et | und | y | и | & ){_FULL_NAME}){{0,3}}")
_DATE = re.compile(
    rf"(?:(?:{alternatives(newsroom.UPDATED_WORDS)})\s?(?:on|at|le|am|el)?\s?[:：]?\s?)?"
    rf"(?:(?:{alternatives(newsroom.WEEKDAYS)})\.?,?\s+)?"
    rf"(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}\.?(?:\s+de)?\s+{_MONTH}\.?(?:\s+de)?,?\s+\d{{4}}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(rf"{_MONTH}|h\d{{0,2}}", re.IGNORECASE)
_CITY = rf"(?:[{_CAPITAL}][{_CAPITAL}.'’ -]{{2,30}}|{_PIECE}(?: {_PIECE}){{0,2}})"
_DATELINE = re.compile(
    rf"(?P<place>{_CITY}(?:,\s{_PIECE}(?: {_PIECE}){{0,2}}){{0,2}})"
    rf"(?P<proof>(?:,?\s(?:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\.?\s{_MONTH}))?"
    rf"(?:\s?\((?:{_AGENCY}|[A-Z]{{2,6}})\)|\.?\s?/{_AGENCY}/\.)?)"
    rf"\s?(?:—|–|--|-(?=\s)|(?<=/\.))(?:\s?{_AGENCY}\.(?=\s))?\s?"
)
_CHINESE_DATELINE = re.compile(
    r"[（(]?(?:新华社|中新社|中新网|人民网)[^\s，。]{1,14}?\d{1,2}月\d{1,2}日[电讯][)）]?\s?"
)
_FURNITURE_LINES = newsroom.entries(newsroom.FURNITURE_LINES)
_SIGNS_AND_FIGURES = re.compile(r"[\W\d_]*")
_FURNITURE_START = re.compile(rf"\W{{0,5}}(?:{alternatives(newsroom.FURNITURE_STARTS)})(?!\w)", re.IGNORECASE)
_RIGHTS = tuple(sorted(newsroom.entries(newsroom.RIGHTS), key=lambda notice: (len(notice), notice)))
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔:;：；]\W{0,3}\Z")
_SENTENCE_INSIDE = re.compile(r"[!?…。！？]|[^\W_]{3}\.\s")


def ends_like_a_sentence(line: str) -> bool:
    """Whether the line ends in a stop, a colon or a semicolon, closing quotation marks aside."""
    return not line[-1:].isalnum() and bool(_SENTENCE_END.search(line[-6:]))


def is_credit(line: str) -> bool:
    """Whether the line only says whose picture it is: "Photo: Ann Lee", "Ann Lee/Agency", "(Reuters)"."""
    return 2 < len(line) < LONG and _credits(line) and not _reserves_rights(line)


def _credits(line: str) -> bool:
    if not _CREDIT_SIGN.search(line):
        return bool(_CREDITS[-1].fullmatch(line))
    if _CREDIT_ANNOUNCED.match(line):
        return True
    picture = _PICTURE_ANNOUNCED.match(line)
    if picture:
        return _only_names(line[picture.end() :])
    return any(credit.fullmatch(line) for credit in _CREDITS)


def credit_tail(line: str) -> int | None:
    """Where a credit begins that ends the line behind a caption ("… EnvoyJane Doe/Agency 24"), if one does."""
    low = max(0, len(line) - LONG - 10)
    if not _TAIL_SIGN.search(line, low):
        return None
    tails = (*_CREDIT_TAILS, _AGENCY_TAIL) if len(line) <= _LONGEST_WITH_AGENCY else _CREDIT_TAILS
    for tail in tails:
        match = tail.search(line, low)
        if match and match.start() > 0:
            return len(line[: match.start()].rstrip(_GLUE))
    return None


def is_byline(line: str) -> bool:
    """Whether the line says who wrote the story: "By Jane Doe and John Roe, London"."""
    match = _BYLINE.match(line)
    if not match or len(line) > LONG or ends_like_a_sentence(line):
        return False
    names = line[match.end() :]
    return not names[0].islower() and not _SENTENCE_INSIDE.search(names) and _only_names(names)


def is_people(line: str) -> bool:
    """Whether the line is nothing but one or a few full names."""
    return len(line) < LONG and bool(_PEOPLE.fullmatch(line))


def is_date(line: str) -> bool:
    """Whether the line says when the story was published: "Updated: May 3, 2021 10:15 GMT"."""
    match = _DATE.match(line)
    rest = line[match.end() :] if match else ""
    if not match or len(rest) > 60 or rest[:1].isalnum():
        return False
    return all(_belongs_to_date(word) for word in _WORD.findall(rest))


def dateline_end(line: str) -> int:
    """Where the body begins behind "CITY, May 3 (Agency) — ", or 0 where the line has no dateline."""
    match = _DATELINE.match(line)
    if match and (match["proof"] or not line[match.end() : match.end() + 1].islower()):
        return match.end()
    chinese = _CHINESE_DATELINE.match(line)
    return chinese.end() if chinese else 0


def is_furniture(line: str) -> bool:
    """Whether a short line belongs to the page and not to the story: "Read more", "Share", a rights notice."""
    return bool(
        _FURNITURE_START.match(line)
        or _from_first_to_last_letter(line).casefold() in _FURNITURE_LINES
        or _reserves_rights(line)
    )


def normalised(line: str) -> str:
    """The line's words in lower case, one space apart, to see whether two lines say the same."""
    return re.sub(r"\W+", " ", line).strip().casefold()


def _from_first_to_last_letter(line: str) -> str:
    if line[:1].isalpha() and line[-1:].isalpha():
        return line
    before, after = _SIGNS_AND_FIGURES.match(line), _SIGNS_AND_FIGURES.match(line[::-1])
    return line[before.end() : len(line) - after.end()] if before and after else line


def _reserves_rights(line: str) -> bool:
    small = line.casefold()
    for notice in _RIGHTS:
        if len(notice) > len(small):
            break
        if notice in small:
            return True
    return False


def _only_names(text: str) -> bool:
    """Whether no word is written small, but those that stand inside names."""
    return all(not word[0].islower() or word.lower() in newsroom.NAME_LINKS for word in _WORD.findall(text))


def _belongs_to_date(word: str) -> bool:
    """Whether a word may stand beside a date: a month, "at", "GMT", "h15"."""
    if word.isupper() and len(word) <= 4:
        return True
    return word.lower().rstrip(".") in newsroom.DATE_COMPANY or bool(_DATE_WORD.fullmatch(word))
