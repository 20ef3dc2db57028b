"""Says when cron expressions fire, by croniter's calendar and Debian's rule for changes of the clock.

Reads {"cases": [{"expression", "zone", "from", "count"}]} (Unix seconds) from standard input and writes
{"times": [[...]], "agreed": n, "differed": n}: the expected fire times of each case, how often croniter's own times in
that zone are the same, and how often they are not.

The calendar is croniter's, asked without a time zone: which wall times match. The rule for changes of the clock is
applied here, in words of cron(8): what begins with `*` in minutes or hours follows real time, so it fires at every
instant whose wall time matches; anything else fires once for each matching wall time, at the first of two, and right
after a gap. Where no change of the clock is near, croniter's own times must be the same: that is checked, and shows
that this oracle is none of our making. A range whose ends are equal, `9-9`, is one value by crontab(5) and every value
to croniter, which is therefore asked for `9`. On days with a change croniter fires a fixed time twice in a repeated hour, and
a wildcard schedule after a gap in which cron would not: there Debian's rule is meant, and we differ from it.
"""
import datetime
import json
import re
import sys
from zoneinfo import ZoneInfo

from croniter import croniter

UTC = datetime.timezone.utc
SETTINGS = {"second_at_beginning": True, "implement_cron_bug": True, "max_years_between_matches": 41}


def seconds(moment):
    return int(moment.timestamp())


def instants(wall, zone):
    """The instants at which clocks of the zone show a wall time: none, one or two."""
    found = []
    for fold in (0, 1):
        moment = wall.replace(tzinfo=zone, fold=fold)
        back = moment.astimezone(UTC).astimezone(zone)
        if back.replace(tzinfo=None) == wall and seconds(moment) not in found:
            found.append(seconds(moment))
    return found


def end_of_gap(wall, zone):
    """The instant after the gap that holds a wall time that clocks never show."""
    before = seconds(wall.replace(tzinfo=zone, fold=0)) - 86400
    after = before + 2 * 86400
    offset = lambda at: datetime.datetime.fromtimestamp(at, zone).utcoffset()
    start = offset(before)
    while after - before > 1:
        middle = (before + after) // 2
        if offset(middle) == start:
            before = middle
        else:
            after = middle
    return after


def debian(expression, zone, start, count):
    fields = expression.split()
    minutes, hours = fields[-5], fields[-4]
    wildcard = minutes.startswith("*") or hours.startswith("*")
    # A few hours back: wall times before this one may come again.
    walls = croniter(
        expression, datetime.datetime.fromtimestamp(start - 4 * 3600, zone).replace(tzinfo=None), **SETTINGS)
    times = set()
    while True:
        wall = walls.get_next(datetime.datetime)
        shown = instants(wall, zone)
        if wildcard:
            times.update(at for at in shown if at > start)
        else:
            at = shown[0] if shown else end_of_gap(wall, zone)
            if at > start:
                times.add(at)
        # Wall times run on while real time repeats itself: some more make sure that none is missed.
        if len(times) >= count and seconds(wall.replace(tzinfo=zone)) > sorted(times)[count - 1] + 4 * 3600:
            return sorted(times)[:count]


def own(expression, zone, start, count):
    times = croniter(expression, datetime.datetime.fromtimestamp(start, zone), **SETTINGS)
    return [seconds(times.get_next(datetime.datetime)) for _ in range(count)]


def changes(zone, start, end):
    offset = lambda at: datetime.datetime.fromtimestamp(at, zone).utcoffset()
    return any(offset(at) != offset(start) for at in list(range(start, end, 6 * 3600)) + [end])


def main():
    result = {"times": [], "agreed": 0, "differed": 0}
    for case in json.load(sys.stdin)["cases"]:
        zone = ZoneInfo(case["zone"])
        expression, start, count = re.sub(r"\b(\d+)-\1\b", r"\1", case["expression"]), case["from"], case["count"]
        expected = debian(expression, zone, start, count)
        same = own(expression, zone, start, count) == expected
        if not same and not changes(zone, start - 86400, expected[-1] + 86400):
            sys.exit(f"the oracle and croniter differ where no clock changes: {case}")
        result["agreed" if same else "differed"] += 1
        result["times"].append(expected)
    json.dump(result, sys.stdout)


main()
