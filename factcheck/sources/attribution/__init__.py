"""Who says what in an English paragraph. `attributions` and `Attribution` are its whole interface.

They are named here, and not only where they are defined, because this is the path that the rest of the
application and the scoring tool import.
"""

from factcheck.sources.attribution.hop import Attribution
from factcheck.sources.attribution.proposing import attributions

__all__ = ["Attribution", "attributions"]
