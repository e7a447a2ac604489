"""Types of flask_babel.speaklater. A lazy string stands in for a str wherever WTForms and templates read one."""

from collections.abc import Callable

class LazyString(str):
    def __new__(cls, func: Callable[..., str], /, *args: object, **kwargs: object) -> LazyString: ...
