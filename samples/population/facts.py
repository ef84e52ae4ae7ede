"""What a case is made of while it is drawn: JSON fragments of its facts, and the truth that follows from them."""
import law

AS_OF = "2026-02-16 12:00"          # a Monday
EXTRACTION = "2026-03-02 06:00"     # later than the question, so that what happened in between must not count
NOW = law.moment(AS_OF)
TODAY = NOW // 1440
YEAR = 2025                         # the year whose notifications are drawn
PREFIX = "dk.social.children."

# The core: every rule whose truth is written down, by package.
CORE = {
    "notifications": ["assessment_24h", "systematic_assessment", "confirmation", "notifier_told", "reassessment_of_case",
                      "abuse_conversation", "abuse_conversation_alone", "oversight", "relocation_notice",
                      "relocation_material"],
    "studies": ["screening_made", "screening_content", "inquiry_made", "study_decision", "study", "study_content",
                "study_conclusion", "study_with_young_person"],
    "involvement": ["hear_child", "child_party", "decision_reasons", "decision_guidance", "party_heard", "support_consent",
                    "support_terms", "placement_custody_consent", "placement_youth_consent", "placement_consent_scope"],
    "plans": ["action_plan", "plan_position", "support_plan", "placement_plan", "plan_before_compulsion", "plan_content"],
    "youth_plans": ["youth_position_at_16", "youth_plan_at_16", "youth_plan_placed_at_16", "youth_position_on_decision",
                    "youth_plan_on_decision", "youth_plan_on_placement", "youth_plan_before_compulsion"],
    "transition": ["youth_decision", "youth_plan_before_decision", "transition_begins", "contact_person_at_18", "force_registered",
                   "force_registered_24h", "force_reported_soon", "force_child_told"],
    "placement": ["voluntary_after_study", "compulsory_conditions", "compulsory_terms"],
    "board": ["board_competence", "votes", "custody_holder_heard", "child_heard", "lawyer_offer", "child_lawyer_offer",
              "file_told", "child_file_told"],
    "acute": ["provisional_conditions", "provisional_notice", "provisional_approval", "provisional_month"],
    "family": ["siblings_considered", "sibling_study_started"],
    "renewal": ["renewal_1_year", "renewal_2_years", "return_decided", "return_length", "return_at_most_six_months", "return_heard",
                "return_plan"],
    "follow_up": ["follow_up_running", "follow_up_dates", "follow_up_after_study", "first_follow_up_content",
                  "follow_up_content", "follow_up_contact", "follow_up_with_supervision", "case_supervised",
                  "visits_twice", "visit_without_staff"],
    "complaints": ["reconsideration", "forwarding", "appeal_within_8_weeks"],
}
RULES = {rule: f"{PREFIX}{package}.{rule}" for package, rules in CORE.items() for rule in rules}
_HEADS = {rule: f'"rule":"{name}","instance":' for rule, name in RULES.items()}
_WORDS = {}


def verdict_json(letters):
    """One code, or the list of those still possible."""
    if letters == "-":
        return '"absent"'
    if letters not in _WORDS:
        words = [f'"{law.CODES[c]}"' for c in letters]
        _WORDS[letters] = words[0] if len(words) == 1 else "[" + ",".join(words) + "]"
    return _WORDS[letters]


def D(o):
    return f'"{law.show_day(o)}"'


def M(m):
    return f'"{law.show_moment(m)}"'


def judged(value, o, who="Sagsbehandleren"):
    return f'{{"value":{"true" if value else "false"},"by":"{who}","on":{D(o)},"reasons":"Se journalen"}}'


def due_days(*dues):
    low, high = min(dues), max(dues)
    return D(low) if low == high else f"[{D(low)},{D(high)}]"


def due_instants(dues):
    low, high = min(dues), max(dues)
    return f'"{law.iso(low)}"' if low == high else f'["{law.iso(low)}","{law.iso(high)}"]'


class Row:
    """One line of the truth."""
    __slots__ = ("rule", "instance", "verdict", "due", "defect", "at_known")

    def __init__(self, rule, instance, verdict, due=None, defect=None):
        self.rule, self.instance, self.verdict, self.due, self.defect = rule, instance, verdict, due, defect
        self.at_known = None

    def json(self, case):
        if self.defect is None and self.at_known is None:
            due = self.due if self.due is not None and self.verdict != "N" else "null"
            return f'{{"case":"{case}",{_HEADS[self.rule]}"{self.instance}","verdict":{verdict_json(self.verdict)},"due":{due},"defect":null}}'
        defect = f'"{self.defect}"' if self.defect else "null"
        known = f',"at_known":{verdict_json(self.at_known)}' if self.at_known else ""
        due = self.due if self.due and self.verdict != "N" else "null"
        return (f'{{"case":"{case}","rule":"{RULES[self.rule]}","instance":"{self.instance}",'
                f'"verdict":{verdict_json(self.verdict)},"due":{due},"defect":{defect}{known}}}')


class Case:
    """A child's case. `facts` and the elements of `lists` map names to JSON."""

    def __init__(self, ident, unit, rng, quota):
        self.ident, self.unit, self.quota = ident, unit, quota
        self.random, self.rng = rng.random, rng
        self.municipality = f'"{unit.code}"'
        self.extraction = f'"{EXTRACTION}"'
        self.facts, self.lists, self.rows = {}, {}, []
        self.born = None
        self.support = []            # (first day, day after the last or None)
        self.other = None            # the same of a measure of another kind
        self.placement = self.returned = None   # moments
        self.study = self.plan = self.youth_plan = None
        self.receipts = []

    def between(self, low, high):
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def at_work(self, o):
        """A moment on day o within office hours."""
        return o * 1440 + self.between(8 * 60, 15 * 60 + 59)

    def rate(self, name):
        return self.unit.rates[name]

    def placed_on(self, o):
        return self.placement is not None and self.placement // 1440 <= o and (
            self.returned is None or o < self.returned // 1440)

    def supported_on(self, o):
        return any(first <= o and (end is None or o < end) for first, end in self.support)

    def row(self, rule, instance, verdict, due=None, defect=None):
        row = Row(rule, instance, verdict, due, defect)
        self.rows.append(row)
        return row

    def line(self):
        parts = [f'"case":"{self.ident}"', '"concept":"child_case"', f'"municipality":{self.municipality}', f'"extraction_time":{self.extraction}'
                 if self.extraction else '"unmapped":[]']
        parts += [f'"{k}":{v}' for k, v in self.facts.items()]
        for name, elements in self.lists.items():
            parts.append(f'"{name}":[' + ",".join(
                "{" + ",".join([f'"{k}":{v}' for k, v in e.items()]) + "}" for e in elements) + "]")
        return "{" + ",".join(parts) + "}"

    def tally(self, name, hit):
        """Counts an intended fact for the calibration, before any defect."""
        tried, hits = self.quota.tallies.get(name, (0, 0))
        self.quota.tallies[name] = (tried + 1, hits + bool(hit))
