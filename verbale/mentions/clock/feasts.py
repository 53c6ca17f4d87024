"""Days that fall by a rule."""

from __future__ import annotations

from datetime import date, timedelta

from verbale.mentions.clock.edtf import last_of

Rule = tuple[str, ...]
HIJRI_EPOCH = 227014
JULIAN_LAG = 13


def nth_weekday(n: int, weekday: int, first: date, last: date) -> date:
    """The n-th weekday between two days, from the end where n is below zero. Raises ValueError where there is none."""
    if n > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (n + 1))
    if not first <= found <= last:
        raise ValueError("the period has no such weekday")
    return found


def feast_days(rule: Rule, year: int) -> tuple[date, date]:
    """First and last day that a feast can fall on in a year, by its rule (see times_feasts.toml).

    Raises ValueError where the rule names no day of that year.
    """
    if rule[0] == "hijri":
        return _hijri(rule[1:], year)
    if rule[0] == "days":
        found = next((d for d in map(date.fromisoformat, rule[1:]) if d.year == year), None)
        if found is None:
            raise ValueError("no day is listed for the year")
        return found, found
    value = _one(rule, year)
    return value, value


def _one(rule: Rule, year: int) -> date:
    if rule[0] in ("easter", "orthodox"):
        return (_easter if rule[0] == "easter" else _orthodox)(year) + timedelta(days=int(rule[1]))
    if rule[0] == "before":
        edge = date(year, int(rule[1]), int(rule[2]))
        return edge - timedelta(days=(edge.weekday() - int(rule[3])) % 7 or 7)
    month = int(rule[0])
    if rule[1] != "nth":
        return date(year, month, int(rule[1]))
    after = int(rule[4]) if len(rule) > 4 else 0
    return nth_weekday(int(rule[2]), int(rule[3]), date(year, month, 1), last_of(year, month)) + timedelta(days=after)


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _orthodox(year: int) -> date:
    """Orthodox Easter Sunday, by the Julian computus (Meeus), from 1900 to 2099."""
    if not 1900 <= year < 2100:
        raise ValueError("outside the years of the rule")
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    return date(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1) + timedelta(days=JULIAN_LAG)


def _hijri(parts: Rule, year: int) -> tuple[date, date]:
    """A day or month of the arithmetical Islamic calendar, which sightings can move by a day either way."""
    first = (year - 622) * 33 // 32
    month, day = int(parts[0]), int(parts[1]) if len(parts) > 1 else 1
    starts = (_hijri_day(y, month, day) for y in range(first - 1, first + 4))
    found = next((d for d in starts if d.year == year), None)
    if found is None:
        raise ValueError("no such day in the year")
    if len(parts) == 1:
        return found, found + timedelta(days=29)
    return found - timedelta(days=1), found + timedelta(days=1)


def _hijri_day(year: int, month: int, day: int) -> date:
    """Dershowitz and Reingold, Calendrical Calculations, arithmetical Islamic calendar."""
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(HIJRI_EPOCH + before + day)
