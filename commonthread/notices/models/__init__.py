"""What was sent out of cases, to whom, and what became of it."""

from commonthread.notices.models.addresses import Address
from commonthread.notices.models.notices import Notice, Reading
from commonthread.notices.models.sending import Attempt, Sending
from commonthread.notices.models.templates import Edition, Kind

__all__ = ["Address", "Attempt", "Edition", "Kind", "Notice", "Reading", "Sending"]
