"""Why the bell rings, in words; `{who}` is who caused it."""

from factcheck.activity.notices import Concern
from factcheck.labels import lazy_gettext as _

CONCERNS = {
    Concern.MENTION: _("{who} named you in a discussion"),
    Concern.ANSWER: _("{who} answered in a discussion that you took part in"),
    Concern.COMMENT: _("{who} spoke about a claim that you have checked"),
    Concern.GIVEN: _("{who} gave you this to check"),
    Concern.SENT_BACK: _("{who} sent this back to you"),
    Concern.DECIDED: _("{who} decided a claim that you have checked"),
    Concern.REOPENED: _("{who} opened the decision on a claim that you have checked again"),
}
