"""Screening, inquiry and study, with the truth of the four months."""
import law
from facts import D, TODAY, due_days, judged
from units import ASSUMED, TARGETS

NEW_LAW = law.day("2024-01-01")


def four_months(aware):
    """The last day of a study, and the day to which it would roll."""
    due = law.add_months(aware, 4)
    return due, law.rolled(due)


def study_truth(aware, done, preliminary):
    """The study: in time, or a preliminary assessment in time and then without a fixed limit; under both readings."""
    found = []
    for due in four_months(aware):
        if done is not None and done <= TODAY and done <= due:
            found.append("F")
        elif preliminary is not None and preliminary <= min(due, TODAY):
            found.append("X" if done is not None and done <= TODAY else "P")
        else:
            found.append(law.by_day(done, TODAY, due))
    return law.union(*found)


def add(case):
    """Screening and, where it comes to that, a study; sets `case.study`."""
    random, quota, aware = case.random, case.quota, case.aware
    if aware is None:
        for rule in ("screening_made", "study", "study_decision", "inquiry_made", "study_content"):
            case.row(rule, "", "N")
        return
    case.facts["awareness"] = D(aware)
    if aware < NEW_LAW:
        _old_act(case, aware)
        return
    wanted = quota("study", ASSUMED["study"] / ASSUMED["aware"])
    screened = quota("screened", case.rate("screened"))
    case.row("screening_made", "", "F" if screened else "P")
    if screened:
        at = aware + case.between(0, 20)
        case.facts["screening"] = D(at)
        weighed = random() < 0.92, random() < 0.92
        for name, there in zip(("complexity_weighed", "impairment_weighed"), weighed):
            if there:
                case.facts[name] = '"Vurderet"'
        case.row("screening_content", "", law.recorded(*weighed), D(at))
        _inquiry(case, at, wanted)
    else:
        case.row("screening_content", "", "N")
        case.row("inquiry_made", "", "N")
    case.facts["shelter_return"] = "false"
    if wanted:
        _study(case, aware)
        return
    case.facts["serious"] = judged(False, aware)
    case.facts["abuse_suspected"] = "false"
    for rule in ("study", "study_decision", "study_content", "study_conclusion"):
        case.row(rule, "", "N")


def _inquiry(case, at, wanted):
    needed = not wanted and case.random() < 0.4
    outcome = "study_needed" if wanted else "inquiry_needed" if needed else "no_further"
    case.facts["screening_outcome"] = f'"{outcome}"'
    done = case.random() < 0.85
    if needed and done:
        case.facts["inquiry"] = D(min(at + case.between(5, 60), TODAY - 1))
    case.row("inquiry_made", "", "N" if not needed else "F" if done else "P")


def _study(case, aware):
    random, quota = case.random, case.quota
    serious, abuse = random() < 0.7, random() < 0.2
    decided = None if (serious or abuse) and random() < 0.07 else aware + case.between(1, 30)
    case.facts["serious"] = judged(serious, aware)
    case.facts["abuse_suspected"] = "true" if abuse else "false"
    if decided is not None:
        case.facts["study_decided"] = D(decided)
    # "At once" is an open standard: done is for a person to judge, not done waits.
    case.row("study_decision", "", "N" if not (serious or abuse) else "P" if decided is None else "X")

    due, rolled = four_months(aware)
    over = rolled < TODAY
    done = preliminary = None
    if quota("study_4_months" if over else "study_still_running", case.rate("study_4_months"), TARGETS["study_4_months"]):
        done = due if random() < 0.04 else case.between(aware + 31, due)
    elif due < rolled and random() < 0.2:
        done = case.between(due + 1, rolled)
    else:
        if random() < 0.75:
            done = rolled + case.between(1, 120) if random() < 0.9 else rolled + 1
        if random() < 0.15:
            preliminary = case.between(due - 20, due)
    if done is not None and done >= TODAY:
        done = None if random() < 0.5 else min(max(done, TODAY), TODAY + 13)  # after the question: it has not happened
    if preliminary is not None and preliminary >= TODAY:
        preliminary = None
    if done is not None:
        case.facts["study"] = D(done)
    if preliminary is not None:
        case.facts["preliminary"] = f'{{"at":{D(preliminary)},"reasons":"Afventer udtalelse"}}'
    verdict = study_truth(aware, done, preliminary)
    case.row("study", "", verdict, due_days(due, rolled) if "X" not in verdict and preliminary is None else None)
    if over:
        case.tally("study_4_months", done is not None and done <= due)

    finished = done is not None and done <= TODAY
    case.study = done if finished else None
    content = [random() < 0.93 for _ in range(4)]
    if done is not None:
        for name, there in zip(("study_resources", "study_problems", "conclusion_support", "conclusion_attitudes"), content):
            if there:
                case.facts[name] = '"Beskrevet"'
    case.row("study_content", "", law.recorded(*content[:2]) if finished else "N")
    case.row("study_conclusion", "", law.recorded(*content[2:]) if finished else "N")
    if finished and decided is not None:
        _young_person(case, done, decided)
    case.preliminary = preliminary


def _young_person(case, done, decided):
    """From 15 the study is made with the young person as far as possible: left out, a person judges."""
    if law.birthday(case.born, 15) > done:
        case.row("study_with_young_person", "", "N")
        return
    took_part = case.random() < 0.8
    if took_part:
        case.facts["study_with_youth"] = D(case.between(decided, done))
    # Days are compared with days: on the study's own day there is still time.
    left_out = "P" if done == TODAY else "X"
    case.row("study_with_young_person", "", "F" if took_part else left_out, D(done))


def _old_act(case, aware):
    """Aware before 2024: no screening then, the study by serviceloven, with the same four months and no fixed day to decide."""
    random = case.random
    assumed = random() < 0.7
    decided = aware + case.between(1, 60) if random() < (0.8 if assumed else 0.2) else None
    case.facts["special_support_assumed"] = judged(assumed, aware)
    if decided is not None:
        case.facts["study_decided"] = D(decided)
    for rule in ("screening_made", "screening_content", "inquiry_made"):
        case.row(rule, "", "N")
    case.row("study_decision", "", "N" if not assumed else "P" if decided is None else "F")
    asked = assumed or decided is not None
    due, rolled = four_months(aware)
    done = preliminary = None
    if asked and random() < 0.85:
        done = case.between(aware + 31, due) if random() < 0.6 else case.between(due + 1, due + 60)
        if done > due and random() < 0.4:
            preliminary = due - case.between(0, 15)
    if done is not None:
        case.facts["study"] = D(done)
    if preliminary is not None:
        case.facts["preliminary"] = f'{{"at":{D(preliminary)},"reasons":"Afventer udtalelse"}}'
    case.study, case.preliminary = done, preliminary
    verdict = study_truth(aware, done, preliminary) if asked else "N"
    if asked and decided is None and rolled >= NEW_LAW:
        # Both acts may judge what ran across the change, and whether the new one asks for a study at all nobody has recorded.
        verdict = law.union("N", verdict)
    case.row("study", "", verdict, due_days(due, rolled) if preliminary is None else None)
    content = [random() < 0.9 for _ in range(4)]
    if done is not None:
        for name, there in zip(("study_resources", "study_problems", "conclusion_support", "conclusion_attitudes"), content):
            if there:
                case.facts[name] = '"Beskrevet"'
        case.row("study_content", "", law.recorded(*content[:2]))
        case.row("study_conclusion", "", law.recorded(*content[2:]))
