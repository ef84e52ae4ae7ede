"""What lies around the pathway: siblings, moves, supervision, the way home, and the years under the old act."""
import law
from facts import D, M, NOW, TODAY, due_days, judged

NEW_LAW = law.day("2024-01-01")


def supervision(case):
    """Supervision of the individual case while placed, and of children's conditions while a minor: no gaps."""
    if case.placement is not None:
        first = case.placement // 1440
        last = case.returned // 1440 if case.returned is not None else None
        case.row("case_supervised", "", _kept(case, "case_supervision", first, last))
    else:
        case.row("case_supervised", "", "N")
    if case.random() < 0.1:
        last = law.birthday(case.born, 18)
        case.row("oversight", "", _kept(case, "general_supervision", case.born, last if last <= TODAY else None))


def _kept(case, name, first, last):
    """Writes the periods of supervision from `first` until `last` (None: still asked for), and says what follows."""
    random, span = case.random, (last or TODAY) - first
    u = random()
    if u < 0.75 or span < 60:
        case.facts[name] = f'[{{"from":{D(first)}}}]'
        return "P" if last is None else "F"
    if u < 0.9:  # a gap, closed again
        a = first + case.between(1, span - 20)
        b = a + case.between(1, 15)
        case.facts[name] = f'[{{"from":{D(first)},"until":{D(a)}}},{{"from":{D(b)}}}]'
        return "L"
    a = first + case.between(1, span - 1)
    case.facts[name] = f'[{{"from":{D(first)},"until":{D(a)}}}]'
    return "B"


def visits(case):
    """Two visits a year with a conversation. Which year is not said: from the placement, by the calendar, or any twelve months."""
    random = case.random
    if case.placement is None or case.placement // 1440 >= law.day("2026-01-01"):
        return
    first = case.placement // 1440
    last = case.returned // 1440 if case.returned is not None else None
    o, items, counted = first, [], []
    while True:
        o += case.between(60, 320)
        if o > TODAY - 1 or last is not None and o >= last or len(items) > 12:
            break
        there, spoken, staff = random() < 0.95, random() < 0.9, random() < 0.3
        ident = f"v{len(items) + 1}"
        item = {"id": f'"{ident}"', "visited": D(o), "at_place": str(there).lower(), "with_child": str(spoken).lower()}
        if spoken:
            item["child_talk"], item["staff_present"] = D(o), str(staff).lower()
        case.row("visit_without_staff", ident, "N" if not spoken else "X" if staff else "F")
        items.append(item)
        if there and spoken:
            counted.append(o)
    case.lists["visits"] = items
    until = TODAY if last is None else last - 1
    blocks, k = [], 0
    while law.add_months(first, 12 * k) <= until:
        blocks.append((law.add_months(first, 12 * k), law.add_months(first, 12 * k + 12) - 1))
        k += 1
    years = [(law.day(f"{y}-01-01"), law.day(f"{y}-12-31")) for y in range(int(law.show_day(first)[:4]), int(law.show_day(until)[:4]) + 1)]
    sliding = [(a, law.add_months(a, 12) - 1) for a in [first] + counted]
    for k in range(max(map(len, (blocks, years, sliding)))):
        found, dues = [], []
        for periods in (blocks, years, sliding):
            if k >= len(periods):
                found.append("N")
                continue
            a, b = periods[k]
            dues.append(b)
            if sum(a <= v <= b for v in counted) >= 2:
                found.append("F")
            elif a < first or last is not None and b >= last:
                found.append("N")
            else:
                found.append("P" if TODAY <= b else "B")
        case.row("visits_twice", f"#{k + 1}", law.union(*found), due_days(*dues))


def home(case):
    """A return home: decided first, with a length of at most six months, heard and planned."""
    if case.returned is None:
        return
    random, facts, back = case.random, case.facts, case.returned
    decided = law.wall(back - case.between(1, 90) * 1440)
    u = random()
    decided = decided if u < 0.9 else law.wall(back + case.between(1, 5000)) if u < 0.95 else None
    decided = None if decided is not None and decided > NOW else decided
    case.row("return_decided", "", law.before(decided, back, NOW))
    revised = law.wall(back - case.between(1, 40000)) if random() < 0.8 else None
    if revised is not None:
        facts["plan_revised"] = M(revised)
    case.row("return_plan", "", law.before(revised, back, NOW))
    if decided is None:
        for rule in ("return_length", "return_at_most_six_months"):
            case.row(rule, "", "N")
        return
    facts["return_decision"] = M(decided)
    length = random() < 0.9
    if length:
        facts["return_period_length"] = '"Fastsat i afgørelsen"'
    start = back // 1440
    limit = law.add_months(start, 6)
    until = limit + (0 if random() < 0.2 else case.between(1, 30)) if random() < 0.4 else case.between(start + 20, limit)
    facts["return_from"], facts["return_until"] = D(start), D(until)
    facts["no_return_period"] = judged(False, decided // 1440)
    case.row("return_length", "", law.recorded(length))
    case.row("return_at_most_six_months", "", "F" if until <= limit else "B")
    heard = law.wall(decided - case.between(0, 20000)) if random() < 0.8 else law.wall(decided + case.between(1, 900)) if random() < 0.4 else None
    heard = None if heard is not None and heard > NOW else heard
    if heard is not None:
        facts["return_statement"] = M(heard)
    case.row("return_heard", "", law.before(heard, decided, NOW))


def siblings(case):
    """A study looks at the other children of the family; a placement for neglect starts a study of those under 15."""
    random = case.random
    if random() >= 0.2:
        return
    neglect = case.placement is not None and random() < 0.5
    case.facts["placed_for_neglect"] = str(neglect).lower()
    items = []
    for i in range(case.between(1, 3)):
        ident, at_home = f"b{i + 1}", random() < 0.9
        born = case.between(law.day("2004-01-01"), law.day("2022-01-01"))
        if case.placement is not None and random() < 0.1:  # fifteen on the very day, or the day after
            born = law.add_months(case.placement // 1440, -180) + case.between(0, 1)
        item = {"id": f'"{ident}"', "sibling_born": D(born), "in_household": str(at_home).lower()}
        if case.study_decided is None:
            case.row("siblings_considered", ident, "N")
        else:
            done = None
            if random() < 0.7:
                done = case.study_decided + case.between(0, 60)
                done = done if done <= TODAY else None
            if done is not None:
                item["sibling_assessed"] = D(done)
            finished = case.study
            verdict = ("F" if done is not None else "P") if finished is None else law.by_day(done, TODAY, finished)
            if finished is not None and done is None:
                verdict = "P" if finished == TODAY else "B"
            case.row("siblings_considered", ident, verdict)
        # The old act asked only that the need be looked at.
        applies = neglect and at_home and case.placement // 1440 >= NEW_LAW and law.age(born, case.placement // 1440) < 15
        started = case.placement // 1440 + case.between(0, 60) if neglect and random() < 0.6 else None
        started = None if started is not None and started > TODAY else started
        spared = random() < 0.3
        if started is not None:
            item["sibling_study_start"] = D(started)
        elif neglect:
            item["no_sibling_need"] = judged(spared, case.placement // 1440)
        case.row("sibling_study_started", ident, "N" if not applies else "F" if started is not None else "X" if spared else "P")
        items.append(item)
    case.lists["siblings"] = items


def move(case):
    """A family that moves: the new municipality is told where support is still needed, and gets the material."""
    random = case.random
    if random() >= 0.03:
        return
    o = case.between(law.day("2025-01-01"), TODAY - 1)
    if o <= case.born:
        return
    needed, told, sent, summary = random() < 0.7, random() < 0.8, random() < 0.8, random() < 0.9
    item = {"id": '"f1"', "moved": D(o), "need_at_move": judged(needed, o)}
    if told:
        item["new_municipality_told"] = D(min(o + case.between(0, 20), TODAY))
    if sent:
        item["material_sent"] = D(min(o + case.between(0, 20), TODAY))
        item["summary_included"] = str(summary).lower()
    case.row("relocation_notice", "f1", "N" if not needed else "F" if told else "P")
    case.row("relocation_material", "f1", "N" if not needed else "F" if sent and summary else "P")
    case.lists["relocations"] = [item]


# ---------------------------------------------------------------- across 1 January 2024

def _dues(number, anchor, months):
    """Every day that may be the last one: by the act in force on the anchor's day, by both where the time straddles."""
    old = law.add_months(anchor, 3 if number == 1 else 6)
    new = law.add_months(anchor, 3 if number == 1 else months)
    if anchor >= NEW_LAW:
        return new, law.rolled(new)
    days = []
    for o in (old, law.rolled(old)):
        days.append(o)
        if o >= NEW_LAW:
            days += [new, law.rolled(new)]
    return tuple(days)


def old_measure(case):
    """A measure from 2023. How running time limits pass to the new act is not settled: both answers stay."""
    random, ident = case.random, "m0"
    started = law.day("2023-03-01") + case.between(0, 300)
    ended = NEW_LAW + case.between(30, 700) if random() < 0.7 else None
    item = {"id": f'"{ident}"', "measure_kind": '"support_measure"', "started": D(started)}
    if ended is not None:
        item["ended"] = D(ended)
    anchor, months, parts, days = started, 3, [], []
    while True:
        number, dues = len(parts) + 1, _dues(len(parts) + 1, anchor, months)
        o = anchor + case.between(20, 230) if random() < 0.85 and number < 7 else None
        if o is not None and (o >= TODAY or ended is not None and o >= ended):
            o = None
        found = []
        for d in dues:
            if o is not None:
                found.append("F" if o <= d else "L")
            else:
                found.append("N" if ended is not None and ended <= d else "P" if TODAY <= d else "B")
        case.row("follow_up_dates", f"{ident}#{number}", law.union(*found), due_days(*dues))
        if o is None:
            break
        months = (3, 6, 9, 12)[case.between(0, 3)]
        part = {"id": f'"{ident}f{number}"', "followed_up": M(case.at_work(o)), "next_interval": f'"{months} months"'}
        parts.append("{" + ",".join(f'"{k}":{v}' for k, v in part.items()) + "}")
        case.row("follow_up_content", f"{ident}f{number}", "B")
        days.append(o)
        anchor = o
    if parts:
        item["follow_ups"] = "[" + ",".join(parts) + "]"
    # The content of the first follow-up is asked for by the new act only.
    case.row("first_follow_up_content", ident, "N" if not days or days[0] < NEW_LAW else "B")
    case.row("follow_up_running", ident, "F" if days else "B" if ended is not None else "P")
    case.row("follow_up_after_study", ident, "N")
    case.lists.setdefault("measures", []).append(item)
