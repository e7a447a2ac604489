"""What the members of closed lists are called on a page. Features hold the words, in their own `labels`.

Words that stand in a module before anybody reads them are lazy: looked up each time they are shown.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from flask_babel.speaklater import LazyString

from factcheck import words


def lazy_gettext(message: str, /, **values: object) -> LazyString:
    """`words.gettext`, each time it is shown."""
    return LazyString(words.gettext, message, **values)


def lazy_pgettext(context: str, message: str, /, **values: object) -> LazyString:
    """`words.pgettext`, each time it is shown."""
    return LazyString(words.pgettext, context, message, **values)


class Label(NamedTuple):
    """The name of a member and one line that says what it means, in the reader's language when shown."""

    name: LazyString
    meaning: LazyString


Tables = Mapping[type[Enum], Mapping[Any, Label]]
"""List → its labels. Kept by list, since members of two lists may be equal: `Stance.CONTEXT == "context"`."""
