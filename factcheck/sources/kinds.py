"""What sort of source somebody or something is. This module imports no framework."""

from enum import StrEnum


class SourceKind(StrEnum):
    """Who or what speaks. `anonymous` is one that the text does not tell, and that nobody has sorted otherwise."""

    PERSON = "person"
    OFFICE = "office"
    OUTLET = "outlet"
    DOCUMENT = "document"
    COLLECTIVE = "collective"
    ANONYMOUS = "anonymous"
