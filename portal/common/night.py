import datetime
import zoneinfo


def hour_in_utc(hour: int, zone: str) -> int:
    """Return the hour in UTC at which clocks of the zone show `hour` in winter, to the full hour."""
    january = datetime.datetime(2026, 1, 15, hour, tzinfo=zoneinfo.ZoneInfo(zone))
    return january.astimezone(datetime.UTC).hour
