"""Messages for people from modules that know no framework; `speak` tells how they become the reader’s language."""

from collections.abc import Callable
from gettext import NullTranslations

_catalogue: Callable[[], NullTranslations] = NullTranslations
_number: Callable[[int], str] = "{:,}".format


def gettext(message: str, /, **values: object) -> str:
    """The message in the reader's language, its `%(name)s` filled in with the values.

    Whole numbers are written as the reader writes them: 1,000,000 or 1.000.000. Where nobody reads (a script
    that uses these modules alone), the message is as it stands in the source.
    """
    return _filled(_catalogue().gettext(message), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The same for a message that means different things in different places; `context` tells translators which."""
    return _filled(_catalogue().pgettext(context, message), values)


def speak(catalogue: Callable[[], NullTranslations], number: Callable[[int], str]) -> None:
    """From now on, take every message from what `catalogue` returns, and have `number` write every whole number."""
    global _catalogue, _number
    _catalogue, _number = catalogue, number


def _filled(text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    return text % {name: _number(value) if type(value) is int else value for name, value in values.items()}
