"""The names of the months as dates write them, in Russian in the genitive: 25 ноября 2023 г."""

MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
}
"""Each language's twelve, with | between them, as a pattern has them."""


def month_name(number: int, language: str) -> str:
    """Return the name of month 1 to 12; '' for a language that writes months as numbers."""
    return MONTHS[language].split("|")[number - 1] if language in MONTHS else ""
