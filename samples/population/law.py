"""Clocks and verdicts, worked out from the acts alone.

Nothing here is taken from the engine or from the rule packages: the calendar, Easter, the months and the verdicts
are this file's own, so that the two cannot share a mistake.

A *day* is `date.toordinal()`. A *moment* is a local wall time in minutes, day * 1440 + minute of the day.
A verdict is a string of letters, one for each verdict still possible, in the order N F X L P B.
"""
import datetime
import functools

FIRST, LAST = datetime.date(1999, 1, 1).toordinal(), datetime.date(2036, 12, 31).toordinal()
DAYS = [datetime.date.fromordinal(o).isoformat() for o in range(FIRST, LAST + 1)]
TIMES = [f"{m // 60:02d}:{m % 60:02d}" for m in range(1440)]
CODES = {"N": "not_applicable", "F": "fulfilled", "X": "for_judgement", "L": "late", "P": "pending", "B": "breached"}
ORDER = "NFXLPB"


def day(text):
    """The day written `YYYY-MM-DD`."""
    return datetime.date.fromisoformat(text).toordinal()


def moment(text):
    """The moment written `YYYY-MM-DD HH:MM`."""
    return day(text[:10]) * 1440 + int(text[11:13]) * 60 + int(text[14:16])


def show_day(o):
    return DAYS[o - FIRST]


def show_moment(m):
    return f"{DAYS[m // 1440 - FIRST]} {TIMES[m % 1440]}"


# ---------------------------------------------------------------- calendars

def easter(year):
    """Easter Sunday, Gauss's rule with the corrections for the Gregorian calendar."""
    a, k = year % 19, year // 100
    p, q = (13 + 8 * k) // 25, k // 4
    m, n = (15 - p + k - q) % 30, (4 + k - q) % 7
    d = (19 * a + m) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    if d == 29 and e == 6 or d == 28 and e == 6 and (11 * m + 11) % 30 < 19:
        e -= 7
    return datetime.date(year, 3, 22).toordinal() + d + e


def holidays(year):
    """The church holidays and New Year's Day. Store bededag was one for the last time in 2023."""
    sunday = easter(year)
    moving = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    fixed = [(1, 1), (12, 25), (12, 26)]
    return {sunday + k for k in moving} | {datetime.date(year, m, d).toordinal() for m, d in fixed}


def _working_days(saturdays):
    """Monday to Friday without 5 June, 24 and 31 December; or Monday to Saturday without holidays only."""
    free = set()
    for year in range(1999, 2037):
        free |= holidays(year)
        if not saturdays:
            free |= {datetime.date(year, m, d).toordinal() for m, d in ((6, 5), (12, 24), (12, 31))}
    return [o for o in range(FIRST, LAST + 1) if (o - 1) % 7 < (6 if saturdays else 5) and o not in free]


def _after(working):
    """For each day the position in `working` of the first working day later than it."""
    table, at = [], 0
    for o in range(FIRST, LAST + 1):
        while at < len(working) and working[at] <= o:
            at += 1
        table.append(at)
    return table


STRICT, LENIENT = _working_days(True), _working_days(False)
_AFTER = {True: _after(STRICT), False: _after(LENIENT)}


def working_days_after(o, n, saturdays):
    """The n-th working day after day o; o itself is not counted."""
    return (STRICT if saturdays else LENIENT)[_AFTER[saturdays][o - FIRST] + n - 1]


def rolled(o):
    """o, or the first later day on which a deadline may end."""
    return LENIENT[_AFTER[False][o - 1 - FIRST]]


@functools.lru_cache(maxsize=None)
def add_months(o, n):
    """The same day n months on; the last day of a month that has no such day."""
    d = datetime.date.fromordinal(o)
    months = d.year * 12 + d.month - 1 + n
    year, month = divmod(months, 12)
    first = datetime.date(year, month + 1, 1).toordinal()
    nxt = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal()
    return min(first + d.day - 1, nxt - 1)


def birthday(born, years):
    return add_months(born, 12 * years)


def age(born, o):
    """Whole years from the day of birth to day o."""
    years = (o - born) // 365 + 1
    while birthday(born, years) > o:
        years -= 1
    return years


# ---------------------------------------------------------------- the clock on the wall

def _last_sunday(year, month):
    o = datetime.date(year, month, 31).toordinal()
    return o - o % 7


SUMMER = {y: (_last_sunday(y, 3), _last_sunday(y, 10)) for y in range(1999, 2037)}
_SWITCH = {o for pair in SUMMER.values() for o in pair}


def instants(m):
    """The instants (minutes, UTC) that wall time m may be: one, two in the hour that autumn repeats, none in spring's."""
    o, minute = divmod(m, 1440)
    spring, autumn = SUMMER[int(DAYS[o - FIRST][:4])]
    if o == spring:
        return () if 120 <= minute < 180 else (m - (120 if minute >= 180 else 60),)
    if o == autumn:
        if 120 <= minute < 180:
            return (m - 120, m - 60)
        return (m - (60 if minute >= 180 else 120),)
    return (m - (120 if spring < o < autumn else 60),)


_SPRING = {pair[0] for pair in SUMMER.values()}


def wall(m):
    """m, or an hour later where the clock skips it."""
    return m + 60 if m // 1440 in _SPRING and 120 <= m % 1440 < 180 else m


def iso(utc):
    """An instant as local time with its offset."""
    for offset in (120, 60):
        if utc in instants(utc + offset) and (offset == 60 or utc == instants(utc + offset)[0]):
            local = utc + offset
            return f"{DAYS[local // 1440 - FIRST]}T{TIMES[local % 1440]}:00+{offset // 60:02d}:00"
    raise ValueError(utc)


# ---------------------------------------------------------------- verdicts

def union(*verdicts):
    seen = set("".join(verdicts))
    return "".join(c for c in ORDER if c in seen)


def by_day(done, today, *dues):
    """An act due on one of the days `dues` (one for each reading); done on a day, or None."""
    if done is not None and done <= today:
        found = {"F" if done <= d else "L" for d in dues}
    else:
        found = {"P" if today <= d else "B" for d in dues}
    return found.pop() if len(found) == 1 else union(*found)


def by_hours(start, done, now, hours):
    """An act due `hours` elapsed hours after `start`: the verdict, and the dues as instants."""
    dues = [i + hours * 60 for i in instants(start)]
    today = instants(now)[0]
    acts = [] if done is None else [i for i in instants(done) if i <= today]
    if acts:
        found = {"F" if a <= d else "L" for a in acts for d in dues}
    else:
        found = {"P" if today <= d else "B" for d in dues}
    return union(*found), dues


def before(done, act, now):
    """An act that must come before another; moments. The same minute leaves the order open."""
    if act is None or act > now:
        return "F" if done is not None and done <= now else "P"
    if done is None or done > now or done > act:
        return "B"
    return "FB" if done == act else "F"


def day_before(done, act, today):
    """The same, where the first act is known by its day only."""
    if act is None or act > today:
        return "F" if done is not None and done <= today else "P"
    if done is None or done > today or done > act:
        return "B"
    return "FB" if done == act else "F"


def recorded(*present):
    return "F" if all(present) else "B"
