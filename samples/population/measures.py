"""Measures with their follow-ups, complaints and use of force, with the truth of their clocks."""
import law
from facts import D, M, NOW, TODAY, due_days, due_instants
from notifications import wall_after
from units import ASSUMED, TARGETS

_INTERVALS = [("3 months", 3), ("4 months", 4), ("6 months", 6), ("8 weeks", 0)]


def _next_due(o, interval):
    name, months = interval
    return law.add_months(o, months) if months else o + 56


def measure(case, ident, kind, started):
    """A measure from day `started`: first follow-up within three months, then by its own schedule."""
    random, quota = case.random, case.quota
    m = {"id": f'"{ident}"', "measure_kind": f'"{kind}"', "started": D(started)}
    ended = started + case.between(60, 400) if random() < 0.2 else None
    if ended is not None and ended > TODAY:
        ended = None
    if ended is not None:
        m["ended"] = D(ended)
    held, due = [], law.add_months(started, 3)
    first_due, at, interval = due, started, None
    while len(held) < 6:
        rolled = law.rolled(due)
        name = "first_follow_up" if not held else "later_follow_up"
        closed = rolled < TODAY and (ended is None or ended > rolled)
        if quota(name if closed else name + "_running", case.rate("first_follow_up"), TARGETS["first_follow_up"]):
            o = due if random() < 0.05 else case.between(max(at + 1, due - 50), due)
        elif random() < 0.6:
            o = rolled + case.between(1, 60) if random() < 0.9 or due == rolled else case.between(due + 1, rolled)
        else:
            o = None
        if o is not None and (o >= TODAY or ended is not None and o >= ended):
            o = None
        _instance(case, ident, len(held) + 1, due, rolled, o, ended)
        if not held and closed:
            case.tally("first_follow_up", o is not None and o <= due)
        if o is None:
            break
        interval = _INTERVALS[case.between(0, 3)]
        held.append((o, interval[0]))
        at, due = o, _next_due(o, interval)
    else:
        # Six are held, and the next one is on its way.
        _instance(case, ident, len(held) + 1, due, law.rolled(due), None, ended)
    _after_study(case, m, ident, started, first_due, [o for o, _ in held])
    if held:
        m["follow_ups"] = "[" + ",".join(_follow_up(case, f"{ident}f{i + 1}", o, name) for i, (o, name) in enumerate(held)) + "]"
        content = [random() < 0.9 for _ in range(3)]
        for name, there in zip(("schedule", "reasons_to_child", "reasons_to_parents"), content):
            if there:
                m[name] = '"Angivet"'
        case.row("first_follow_up_content", ident, law.recorded(*content))
    else:
        case.row("first_follow_up_content", ident, "N")
    case.row("follow_up_running", ident, "F" if held else "B" if ended is not None else "P")
    case.lists.setdefault("measures", []).append(m)


def _instance(case, ident, number, due, rolled, o, ended):
    """One step of the schedule. A measure that ends before the day comes takes the duty with it."""
    found = []
    for d in (due, rolled):
        if o is not None:
            found.append("F" if o <= d else "L")
        elif ended is not None and ended <= d:
            found.append("N")
        else:
            found.append("P" if TODAY <= d else "B")
    case.row("follow_up_dates", f"{ident}#{number}", law.union(*found), due_days(due, rolled))


def _after_study(case, m, ident, started, limit, held):
    """Where a parallel study ends within the three months, its end is the limit."""
    if case.random() >= 0.15:
        case.row("follow_up_after_study", ident, "N")
        return
    end = started + case.between(10, 120)
    if end > TODAY:
        case.row("follow_up_after_study", ident, "N")
        return
    m["parallel_study_end"] = D(end)
    if end > limit:
        case.row("follow_up_after_study", ident, "N")
        return
    case.row("follow_up_after_study", ident, law.by_day(min(held) if held else None, TODAY, end), D(end))


def _follow_up(case, ident, o, interval):
    random, m = case.random, case.at_work(o)
    f = {"id": f'"{ident}"', "followed_up": M(m), "next_interval": f'"{interval}"'}
    judged_all = [random() < 0.95 for _ in range(4)]
    for name, there in zip(("adjustment_judged", "inquiry_judged", "plan_judged", "other_matters_judged"), judged_all):
        if there:
            f[name] = '"Vurderet"'
    case.row("follow_up_content", ident, law.recorded(*judged_all))
    contact, tied = random() < 0.8, random() < 0.85
    if contact:
        f["custody_contact"] = M(law.wall(m - case.between(30, 9000)))
    if tied:
        f["tied_to_visit"] = '"Set i sammenhæng"'
    placed = case.placed_on(o)
    case.row("follow_up_contact", ident, ("F" if contact else "B") if placed else "N")
    case.row("follow_up_with_supervision", ident, ("F" if tied else "B") if placed else "N")
    return "{" + ",".join([f'"{k}":{v}' for k, v in f.items()]) + "}"


def complaint(case, ident, o):
    """A complaint received on day o; four weeks for the municipality, eight for the appeal board."""
    random, quota = case.random, case.quota
    board = random() < 0.2
    c = {"id": f'"{ident}"', "complaint_over": '"board_decision"' if board else '"municipal_decision"',
         "decision_notified": D(o - case.between(0, 27)), "complained": D(o)}
    if board:
        arrived = o + case.between(0, 5)
        due = arrived + 56
        done = due - case.between(0, 30) if random() < 0.75 else due + case.between(1, 30) if random() < 0.7 else None
        done = None if done is not None and done > TODAY else done
        arrived_in_time = arrived <= TODAY
        c["appeal_received"] = D(arrived)
        if done is not None:
            c["appeal_decision"] = D(done)
        for rule in ("reconsideration", "forwarding"):
            case.row(rule, ident, "N")
        dues = due, law.rolled(due)
        case.row("appeal_within_8_weeks", ident, law.by_day(done, TODAY, *dues) if arrived_in_time else "N", due_days(*dues))
    else:
        due = o + 28
        dues = due, law.rolled(due)
        on_time = quota("complaint_4_weeks", ASSUMED["complaint_4_weeks"])
        done = due - case.between(0, 20) if on_time else due + case.between(1, 40) if random() < 0.7 else None
        done = None if done is not None and done > TODAY else done
        upheld = done is not None and random() < 0.25
        sent = None if done is None or upheld else done + case.between(0, 3)
        sent = None if sent is not None and sent > TODAY else sent
        if done is not None:
            c["reconsidered"] = D(done)
        c["fully_upheld"] = str(upheld).lower()
        if sent is not None:
            c["forwarded"] = D(sent)
        case.row("reconsideration", ident, law.by_day(done, TODAY, *dues), due_days(*dues))
        case.row("forwarding", ident, "N" if upheld else law.by_day(sent, TODAY, *dues), due_days(*dues))
        case.row("appeal_within_8_weeks", ident, "N")
    outcome = None
    if not board and sent is not None or board and done is not None:
        outcome = "reversed" if quota("complaint_reversed", TARGETS["complaint_reversed"]) else "upheld"
    case.lists.setdefault("complaints", []).append(c)
    return outcome


def force(case, ident, used):
    """Use of force at a moment: registered within 24 hours, reported soon, shown to the child."""
    random = case.random
    f = {"id": f'"{ident}"', "force_used": M(used)}
    u = random()
    done = None if u < 0.1 else wall_after(used, case.between(5, 1440) if u < 0.85 else case.between(1441, 9000))
    done = None if done is not None and done > NOW else done
    if done is not None:
        f["registered"] = M(done)
    verdict, dues = law.by_hours(used, done, NOW, 24)
    case.row("force_registered_24h", ident, verdict, due_instants(dues))
    case.row("force_registered", ident, "P" if done is None else "F")
    o = used // 1440
    told, shown = random() < 0.9, random() < 0.8
    if told:
        f["municipality_told"] = D(min(o + case.between(0, 10), TODAY))
    if shown:
        f["child_informed"] = D(min(o + case.between(0, 10), TODAY))
    case.row("force_reported_soon", ident, "X" if told else "P")
    case.row("force_child_told", ident, "F" if shown else "P")
    case.lists.setdefault("force_uses", []).append(f)
