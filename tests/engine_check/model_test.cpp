// What a package becomes: names as places, duties as forms, versions, readings, layers, overlays, given cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "engine/check/check.hpp"
#include "grammar/base/render.hpp"

namespace rettesnor {
namespace {

struct Load {
  Sources sources;
  std::deque<Syntax> parsed;
  Checked checked;

  explicit Load(const std::vector<std::string>& texts) {
    std::vector<FileId> ids;
    for (std::size_t i = 0; i < texts.size(); ++i) ids.push_back(sources.add("file " + std::to_string(i), texts[i]));
    std::vector<Syntax> files;
    for (FileId const id : ids) files.push_back(parse(sources[id]));
    for (const Syntax& file : files) EXPECT_TRUE(file.ok()) << render_all(file.diagnostics, sources);
    checked = check(files);
  }
  const Model& model() const { return checked.model; }
  std::string said() const { return render_all(checked.diagnostics, sources, {.language = Language::english}); }

  const RuleDecl& rule(std::string_view name) const {
    auto const rows = model().rules.rows();
    return *std::ranges::find(rows, name, &RuleDecl::name);
  }
  const Duty& duty(std::string_view rule_name, std::size_t version = 0, std::size_t reading = 0) const {
    return model().duties[rule(rule_name).versions[version].duties[reading]];
  }
  const FieldDecl& field(ExprId id) const { return model().fields[std::get<expr::Field>(model().exprs[id].node).field]; }
  Place place(ExprId id) const { return std::get<expr::Field>(model().exprs[id].node).place; }
};

const std::string head = R"(language en
package t.model version 1
actor municipality "Kommunen"
source BL law "Barnets lov"
calendar hverdage "hverdage"
  days monday .. friday except danish_public_holidays
  reading saturday_counts "Lørdag tæller" days monday .. saturday except danish_public_holidays
end
concept notification "Underretning"
  event receipt moment
  event assessment moment verb make
  event confirmation date verb send
  fact notifier one of professional, private, anonymous
end
concept visit "Besøg"
  event held date verb hold
  fact with_child yes/no
end
concept stay "Ophold"
  event begun date
  list visits of visit
end
concept child_case "Sag"
  list notifications of notification
  list stays of stay
  event awareness date
  event study date verb complete
  event preliminary date with reasons text
  fact born date
  fact child_declined yes/no
  fact level one of low < medium < high
  judgement serious by municipality
end
)";

Load one(const std::string& body) { return Load({head + body}); }

TEST(Model, ADeadlineKnowsItsElementAndUnits) {
  auto const load = one(R"(rule assessment_24h "Vurdering" cite BL § 136
  for each n in notifications
  municipality must make assessment within 24 hours of receipt
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const RuleDecl& rule = load.rule("assessment_24h");
  ASSERT_TRUE(rule.for_each);
  EXPECT_EQ(rule.for_each->slot, 1);
  EXPECT_FALSE(rule.about);
  EXPECT_EQ(load.model().concepts[rule.root].name, "child_case");
  const Duty& duty = load.duty("assessment_24h");
  EXPECT_EQ(duty.form, DutyForm::within);
  EXPECT_EQ(load.field(duty.act.event).name, "assessment");
  EXPECT_EQ(load.field(duty.clock.anchor).name, "receipt");
  EXPECT_EQ(load.place(duty.clock.anchor).slot, 1);
  EXPECT_EQ(std::get<expr::DurationValue>(load.model().exprs[duty.clock.duration].node).value,
            (Duration{24, Unit::hours, 0}));
  EXPECT_EQ(duty.act.verb.danish, "make");
}

TEST(Model, NamesAreFoundInTheElementThenAroundItThenInTheCase) {
  auto const load = one(R"(rule visited "Besøg" of visit cite BL § 1
  when with_child and begun has happened
  municipality must hold held within 3 days of awareness
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const RuleDecl& rule = load.rule("visited");
  EXPECT_EQ(load.model().concepts[rule.about].name, "visit");
  const auto& both = std::get<expr::Binary>(load.model().exprs[rule.versions[0].when[0]].node);
  EXPECT_EQ(load.place(both.left).slot, 1);
  EXPECT_EQ(load.place(both.left).up, 0);
  ExprId const begun = std::get<expr::Happened>(load.model().exprs[both.right].node).what;
  EXPECT_EQ(load.place(begun).slot, 1);
  EXPECT_EQ(load.place(begun).up, 1) << "the stay around the visit";
  EXPECT_EQ(load.place(load.duty("visited").clock.anchor).slot, 0) << "the case";
}

// `must not m before e` and `must e before m` are one rule written twice.
TEST(Model, AProhibitionBeforeIsADutyBefore) {
  auto const load = one(R"(rule a "A" cite BL § 1
  municipality must complete study before awareness
end
rule b "B" cite BL § 1
  municipality must not awareness before study
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  for (const char* name : {"a", "b"}) {
    const Duty& duty = load.duty(name);
    EXPECT_EQ(duty.form, DutyForm::before);
    EXPECT_EQ(load.field(duty.act.event).name, "study") << name;
    EXPECT_EQ(load.field(duty.clock.limit).name, "awareness") << name;
  }
}

TEST(Model, WhatStandsBeforeTheFirstVersionHoldsForAll) {
  auto const load = one(R"(rule r "R"
  when serious
  in force until 2023-12-31 cite BL § 50
    municipality must complete study within 4 months of awareness
  in force from 2024-01-01 cite BL § 20
    when child_declined
    municipality must complete study within 3 months of awareness
    transition unsettled
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const auto& versions = load.rule("r").versions;
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_FALSE(versions[0].from);
  EXPECT_EQ(versions[0].until, make_date(2023, 12, 31));
  EXPECT_EQ(versions[0].when.size(), 1U);
  EXPECT_EQ(versions[1].when.size(), 2U);
  EXPECT_FALSE(versions[0].transition_unsettled);
  EXPECT_TRUE(versions[1].transition_unsettled);
  EXPECT_EQ(versions[0].cites[0].locator, "§ 50");
}

TEST(Model, AReadingIsTheWholeDutyWithItsOwnClock) {
  auto const load = one(R"(rule r "R" cite BL § 138
  municipality must complete study within 6 hverdage of awareness
  reading days_count "Dage" within 6 days of awareness counting first day
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const Version& version = load.rule("r").versions[0];
  ASSERT_EQ(version.duties.size(), 2U);
  const Duty& main = load.duty("r", 0, 0);
  const Duty& read = load.duty("r", 0, 1);
  auto const length = [&](const Duty& duty) {
    return std::get<expr::DurationValue>(load.model().exprs[duty.clock.duration].node).value;
  };
  EXPECT_EQ(length(main).unit, Unit::calendar_days);
  EXPECT_FALSE(main.clock.counting_first_day);
  EXPECT_EQ(length(read).unit, Unit::days);
  EXPECT_TRUE(read.clock.counting_first_day);
  EXPECT_EQ(load.field(read.act.event).name, "study");
  const ReadingSet& set = load.model().readings[version.readings];
  EXPECT_EQ(set.alternatives[0].name, "");
  EXPECT_EQ(set.alternatives[1].name, "days_count");
  // The calendar's own reading stands beside its main text.
  const CalendarDecl& calendar = load.model().calendars[CalendarId{0}];
  ASSERT_EQ(calendar.alternatives.size(), 2U);
  Date const saturday = *make_date(2026, 3, 7);
  EXPECT_FALSE(calendar.alternatives[0].is_day(saturday));
  EXPECT_TRUE(calendar.alternatives[1].is_day(saturday));
}

TEST(Model, AParametersValueHoldsUntilTheNextBegins) {
  auto const load = one(R"(parameter p "P"
  value 5 days from 2011-01-01
  value 6 days from 2020-01-01
  cite BL § 1
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const ParameterDecl& parameter = load.model().parameters[ParameterId{0}];
  EXPECT_EQ(parameter.values[0].until, make_date(2019, 12, 31));
  EXPECT_FALSE(parameter.values[1].until);
  EXPECT_EQ(parameter.type.kind, TypeKind::duration);
}

TEST(Model, AnExceptionSeesWhatItsRuleBindsAndMayReadItsDue) {
  auto const load = one(R"(rule confirm "K" cite BL § 138
  for each n in notifications
  municipality must send confirmation within 6 days of receipt
end
exception soon to confirm "U" cite BL § 138
  when n.notifier = private and assessment has happened no later than due of confirm
  instead municipality must send confirmation as soon as possible
end
exception later to confirm "V" cite BL § 138
  when serious
  instead may be omitted
end
exception out to confirm "W" cite BL § 138
  when notifier = anonymous
  instead not applicable
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const auto exceptions = load.model().exceptions.rows();
  EXPECT_EQ(load.rule("confirm").exceptions.size(), 3U);
  EXPECT_EQ(exceptions[0].kinds[0], ExceptionDecl::Kind::instead_duty);
  EXPECT_TRUE(exceptions[0].on_judgement) << "as soon as possible is an open standard";
  EXPECT_EQ(exceptions[1].kinds[0], ExceptionDecl::Kind::may_be_omitted);
  EXPECT_TRUE(exceptions[1].on_judgement) << "serious is a judgement";
  EXPECT_EQ(exceptions[2].kinds[0], ExceptionDecl::Kind::not_applicable);
  EXPECT_FALSE(exceptions[2].on_judgement);
  EXPECT_EQ(load.rule("confirm").layer, 0U) << "an exception's look at its own rule's due is no layer";
}

TEST(Model, ARuleLiesAboveThoseItReads) {
  auto const load = one(R"(rule top "T" cite BL § 3
  when middle breached
  municipality must complete study within 1 month of awareness
end
rule middle "M" cite BL § 2
  municipality must complete study within 1 month of due of base
end
rule base "B" cite BL § 1
  municipality must complete study within 4 months of awareness
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  EXPECT_EQ(load.rule("base").layer, 0U);
  EXPECT_EQ(load.rule("middle").layer, 1U);
  EXPECT_EQ(load.rule("top").layer, 2U);
}

TEST(Model, AnAcceptedReasonIsOneCondition) {
  auto const load = one(R"(source NR national guideline "Retningslinje"
recommendation r "Anbefaling" cite NR
  municipality should complete study within 30 days of awareness
  accept reasons child_declined, serious
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const RuleDecl& rule = load.rule("r");
  EXPECT_TRUE(rule.should);
  const auto& any = std::get<expr::Group>(load.model().exprs[rule.accepted_reason].node);
  EXPECT_EQ(any.kind, expr::GroupKind::any_of);
  EXPECT_EQ(any.items.size(), 2U);
}

TEST(Model, ATableOfOrderedCodesIsExhaustive) {
  auto const load = one(R"(table need "Behov" exhaustive
  | level     | serious || support | months_of |
  | >= medium | yes     || strong  | 3         |
  | high      | no      || strong  | 6         |
  | -         | -       || weak    | 12        |
end
rule r "R" cite BL § 1
  when support = strong and need.months_of < 10
  municipality must complete study within 1 month of awareness
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const TableDecl& table = load.model().tables[TableRuleId{0}];
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.output_types[0].kind, TypeKind::code);
  EXPECT_EQ(load.model().code_sets[table.output_types[0].codes].codes, (std::vector<std::string>{"strong", "weak"}));
  EXPECT_EQ(table.output_types[1].kind, TypeKind::number);
  EXPECT_FALSE(table.rows[2].conditions[0]) << "`-` asks nothing";
  EXPECT_TRUE(std::holds_alternative<expr::Not>(load.model().exprs[table.rows[1].conditions[1]].node)) << "no";
}

// The rules of an overlay's package hold for its municipality, while the overlay is in force.
TEST(Model, AnOverlaysRulesAreForItsMunicipality) {
  const std::string local = R"(language en
package t.local version 1
uses t.model 1
overlay municipality 0751 "Aarhus" in force from 2025-01-01 decided by "Byrådet"
  pin saturday_counts = no
end
rule local_study "Lokal" cite BL § 1
  municipality must complete study within 2 months of awareness
end
)";
  Load const load({head, local});
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const Version& version = load.rule("local_study").versions[0];
  EXPECT_EQ(version.from, make_date(2025, 1, 1));
  ASSERT_EQ(version.when.size(), 1U);
  const auto& guard = std::get<expr::Binary>(load.model().exprs[version.when[0]].node);
  EXPECT_TRUE(std::holds_alternative<expr::Municipality>(load.model().exprs[guard.left].node));
  EXPECT_EQ(std::get<expr::TextValue>(load.model().exprs[guard.right].node).value, "0751");
  const OverlayDecl& overlay = load.model().overlays[OverlayId{0}];
  ASSERT_EQ(overlay.pins.size(), 1U);
  EXPECT_FALSE(overlay.pins[0].yes);
}

TEST(Model, FilesMayComeInAnyOrder) {
  const std::string other = R"(language en
package t.other version 1
uses t.model 1
rule r "R" cite BL § 1
  municipality must complete study within 2 months of awareness
end
)";
  for (const auto& texts : {std::vector{head, other}, std::vector{other, head}}) {
    Load const load(texts);
    EXPECT_TRUE(load.checked.ok()) << load.said();
    EXPECT_EQ(load.field(load.duty("r").act.event).name, "study");
  }
}

TEST(Model, GivenIsTheTreeOfACase) {
  auto const load = one(R"(rule r "R" cite BL § 1
  municipality must complete study within 2 months of awareness
end
test t "T"
  given awareness 2026-01-10, preliminary 2026-02-01 (reasons "Afventer"), level high
  given serious yes by "NN" on 2026-01-12 reasons "Vold"
  given born unknown, child_declined withheld, municipality "0751"
  given stays s1 (begun 2026-01-01, visits v1 (held 2026-01-02, with_child no)), s2
  given notifications none
  given watermark 2026-02-10
  at 2026-03-01 12:00
  expect r = pending due 2026-03-10 missing study
end
)");
  ASSERT_TRUE(load.checked.ok()) << load.said();
  ASSERT_EQ(load.model().tests.size(), 1U);
  const TestDecl& test = load.model().tests[0];
  auto const cell = [&](const Element& element, std::string_view name) -> const Cell& {
    for (FieldId const id : load.model().concepts[element.concept_id].fields) {
      if (load.model().fields[id].name == name) return element.cells[load.model().fields[id].index];
    }
    throw std::runtime_error("no such field");
  };
  const Element& root = *test.given.root;
  Date const day = *make_date(2026, 1, 10);
  EXPECT_EQ(std::get<DateInterval>(cell(root, "awareness").value), (DateInterval{day, day}));
  EXPECT_EQ(std::get<std::string>(cell(root, "preliminary").parts.at(0).value), "Afventer");
  EXPECT_EQ(std::get<CodeValue>(cell(root, "level").value).code, 2U);
  EXPECT_TRUE(std::get<bool>(cell(root, "serious").value));
  EXPECT_EQ(std::get<std::string>(cell(root, "serious").parts.at(2).value), "Vold");
  EXPECT_EQ(cell(root, "born").state, CellState::asked_unknown);
  EXPECT_EQ(cell(root, "child_declined").state, CellState::withheld);
  EXPECT_EQ(cell(root, "study").state, CellState::not_recorded);
  EXPECT_EQ(test.given.municipality.at(0).code, "0751");
  EXPECT_EQ(test.given.extraction_time, Moment{end_of_day(*make_date(2026, 2, 10)).micros - 1});
  const Element* stay = nullptr;
  for (const auto& list : root.lists) {
    if (list && list->elements.size() == 2) stay = list->elements.front().get();
  }
  ASSERT_NE(stay, nullptr);
  EXPECT_EQ(stay->id, "s1");
  EXPECT_EQ(stay->parent, &root);
  const auto& expectation = test.expectations.at(0);
  EXPECT_TRUE(expectation.possible.is(Verdict::pending));
  EXPECT_EQ(expectation.due, (DateInterval{*make_date(2026, 3, 10), *make_date(2026, 3, 10)}));
  EXPECT_EQ(expectation.missing, (std::vector<std::string>{"study"}));
}

// ---- labels and law that changed ----

TEST(Model, ACitationSaysOfWhatDayItsTextIs) {
  const Load load({R"(language en
package t.text version 1
actor office "Kontoret"
source L law "Lov"
concept c "Sag"
  event start date
  event done date verb make
end
rule r "R" cite L § 1 until 2020-12-31 text of 2016, L § 2 text of 2016-05-01 unverified from 2021-01-01, L § 3
  quality holistic_assessment material
  office must make done within 2 weeks of start
end
rule plain "P" cite L § 4
  in force until 2020-12-31
    office must make done within 2 weeks of start
  in force from 2021-01-01
    office must make done within 3 weeks of start
    quality none
end
)"});
  ASSERT_TRUE(load.checked.ok()) << load.said();
  const std::vector<Cite>& cites = load.rule("r").versions.front().cites;
  ASSERT_EQ(cites.size(), 3U);
  EXPECT_EQ(cites[0].text_of, (DateInterval{*make_date(2016, 1, 1), *make_date(2016, 12, 31)}));
  EXPECT_EQ(cites[1].text_of, (DateInterval{*make_date(2016, 5, 1), *make_date(2016, 5, 1)}));
  EXPECT_EQ(cites[2].text_of, std::nullopt);
  EXPECT_TRUE(cites[1].unverified && cites[1].from && !cites[0].unverified && cites[0].until);
  EXPECT_EQ(load.rule("r").quality, Quality::holistic_assessment);
  EXPECT_TRUE(load.rule("r").material);
  EXPECT_EQ(load.rule("plain").quality, Quality::none);
  EXPECT_FALSE(load.rule("plain").material);
}

// Whatever is missing, the checker ends and keeps what it can; a whole package without errors stays without.
TEST(Model, AnyMissingLineIsSurvived) {
  std::size_t checked = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("tests")) {
    std::string const path = entry.path().string();
    if (entry.path().extension() != ".regel" || path.find("golden") == std::string::npos) continue;
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    if (lines.size() > 400) continue;
    for (std::size_t missing = 0; missing < lines.size(); ++missing) {
      std::string text;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i != missing) text += lines[i] + '\n';
      }
      Source const source{"part", std::move(text), {}};
      std::vector<Syntax> files;
      files.push_back(parse(source));
      Checked const result = check(files);
      for (const Diagnostic& d : result.diagnostics) ASSERT_LE(d.at.end, source.text.size()) << path << ' ' << missing;
      ++checked;
    }
  }
  EXPECT_GT(checked, 1000U);
}

}  // namespace
}  // namespace rettesnor
