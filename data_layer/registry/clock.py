"""The time where the server stands (SRDI_TZ): everything that bears a date bears its date.

Moments are stored in UTC and turned here when they are shown.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today(zone: ZoneInfo) -> date:
    """The day it is in a time zone."""
    return now().astimezone(zone).date()


def stamped(moment: str, zone: ZoneInfo) -> str:
    """A stored moment (ISO 8601 with its offset) as it is written: `2026-11-29 08:05+08:00`."""
    return datetime.fromisoformat(moment).astimezone(zone).isoformat(" ", "minutes")


def day_of(moment: str, zone: ZoneInfo) -> date:
    """The day of a stored moment; of what was stored as a day alone, that day."""
    read = datetime.fromisoformat(moment)
    return read.astimezone(zone).date() if read.tzinfo else read.date()
