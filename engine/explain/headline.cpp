// Headlines: one line for each verdict, the richest wording that fits in 120 characters.
#include <algorithm>
#include <initializer_list>

#include "engine/explain/finding.hpp"
#include "engine/explain/labels.hpp"
#include "engine/explain/limbs.hpp"
#include "grammar/base/utf8.hpp"

namespace rettesnor {

namespace {

constexpr std::size_t longest = 120;
constexpr std::size_t longest_cite = 48;  ///< with its labels

class Headline {
 public:
  Headline(const Model& model, const Finding& finding, Language language)
      : model_(model), finding_(finding), result_(finding.result), language_(language), duty_(duty_of(model, finding.result)) {
    title_ = title_of(model, result_.rule, language);
    if (const std::string instance = instance_title(result_, language); !instance.empty()) title_ += " (" + instance + ")";
    cite_ = cites_labelled(model, finding.cites, 2, finding.unverified, language);
    const bool labels = cite_ != cites_text(model, finding.cites, 2);
    if (labels && count_code_points(cite_) > longest_cite) cite_ = cites_labelled(model, finding.cites, 1, finding.unverified, language);  // the label is the news
    if (duty_ != nullptr) act_ = act_title(model, *duty_, language);
    if (act_.empty()) act_ = title_of(model, result_.rule, language);
    if (result_.due) due_ = time_text(*result_.due, language);
    const std::string none;
    todo_ = lower_first(text_in(model.rules[result_.rule].remedy, language, none));
    while (!todo_.empty() && todo_.back() == '.') todo_.pop_back();
    if (duty_ != nullptr && duty_->actor) who_ = lower_first(title_of(model, duty_->actor, language));
  }

  std::string write() const {
    switch (finding_.sphere) {
      case Sphere::suggestion: return fit({Saying::head_suggestion}, "");
      case Sphere::right: return right();
      case Sphere::recommendation: return recommendation();
      case Sphere::law: break;
    }
    return law();
  }

 private:
  bool is(DutyForm form) const { return duty_ != nullptr && duty_->form == form; }

  std::string fill_in(Saying which, const std::string& title, const std::string& detail, const std::string& what) const {
    return say(which, language_, {title, cite_, detail, due_, what});
  }

  // The first wording that fits; if none does, the last with a shorter title. A cite is never cut away.
  std::string fit(std::initializer_list<Saying> wordings, const std::string& detail, const std::string& what = {}) const {
    std::string last;
    for (const Saying which : wordings) {
      last = fill_in(which, title_, detail, what);
      if (count_code_points(last) <= longest) return last;
    }
    const Saying which = *(wordings.end() - 1);
    const std::size_t rest = count_code_points(fill_in(which, "", detail, what));
    if (rest + 20 <= longest) return fill_in(which, shorten(title_, longest - rest), detail, what);
    const std::size_t bare = count_code_points(fill_in(which, shorten(title_, 30), "", what));
    if (bare < longest) return shorten(fill_in(which, shorten(title_, 30), shorten(detail, longest - bare), what), longest);
    return shorten(last, longest);
  }

  std::string law() const {
    const VerdictSet possible = result_.possible;
    if (result_.rest) return unseen();
    if (possible.is(Verdict::pending)) return pending();
    if (possible.is(Verdict::breached)) return breached();
    if (possible.is(Verdict::late)) {
      if (!finding_.late_by || finding_.late_by->most == 0) return fit({Saying::head_late}, "");
      return fit({Saying::head_late_by, Saying::head_late}, length_text(*finding_.late_by, language_));
    }
    if (possible.is(Verdict::for_judgement)) return judgement();
    if (possible.is(Verdict::not_applicable)) return fit({Saying::head_not_applicable}, "");
    if (possible.is(Verdict::fulfilled)) {
      if (!result_.done) return fit({Saying::head_fulfilled}, "");
      return fit({Saying::head_fulfilled_on, Saying::head_fulfilled}, time_text(*result_.done, language_));
    }
    if (certainly_late_or_breached(possible) && result_.due) return fit({Saying::head_late_or_breached}, "");
    return undetermined(Saying::head_undetermined);
  }

  /// The act was done and does not satisfy its `where`.
  bool is_short() const { return !result_.failing.empty() && !is(DutyForm::record) && !is(DutyForm::licence); }

  // What it lacks, as many of it as fits, in the richest of a few wordings.
  std::string falls_short() const {
    const bool danish = language_ == Language::danish, over = result_.possible.is(Verdict::breached);
    const std::string when = due_.empty() ? std::string() : over ? (danish ? ", fristen var " : ", it was due ") + due_ : (danish ? ", frist " : ", due ") + due_;
    const auto all = [&](const std::string& of, const std::string& what, const std::string& until) { return title_ + ": " + of + (danish ? "opfylder ikke " : "falls short of ") + what + until + " (" + cite_ + ")"; };
    const bool named = std::ranges::all_of(result_.failing, [&](ExprId limb) { return !limb_text(model_, limb, language_).empty(); });
    for (std::size_t shown = named ? result_.failing.size() : 0; shown > 0; --shown) {
      const std::string what = (danish ? "kravet om " : "") + failing(shown);
      for (const std::string& text : {all(quoted(act_, language_) + " ", what, when), all(quoted(act_, language_) + " ", what, ""), all("", what, "")}) {
        if (count_code_points(text) <= longest) return text;
      }
    }
    const std::string bare = all(quoted(act_, language_) + " ", danish ? "kravet" : "what is required", "");
    return count_code_points(bare) <= longest ? bare : all("", danish ? "kravet" : "what is required", "");
  }

  std::string pending() const {
    if (is_short()) return falls_short();
    if (is(DutyForm::prohibition)) return fit({Saying::head_pending_prohibited}, act_);
    if (is(DutyForm::keep)) return fit({Saying::head_pending_keep}, "");
    if (is(DutyForm::record)) {
      return due_.empty() ? record({Saying::head_pending_record}, Saying::head_pending_short)
                          : record({Saying::head_pending_record_due}, Saying::head_pending_due_short);
    }
    if (due_.empty()) {
      return who_.empty() ? fit({Saying::head_pending, Saying::head_pending_short}, act_)
                          : fit({Saying::head_pending_who, Saying::head_pending, Saying::head_pending_short}, act_, who_);
    }
    return who_.empty()
               ? fit({Saying::head_pending_due, Saying::head_pending_due_short}, act_)
               : fit({Saying::head_pending_due_who, Saying::head_pending_due, Saying::head_pending_due_short}, act_, who_);
  }

  std::string breached() const {
    if (is_short()) return falls_short();
    if (is(DutyForm::prohibition)) return fit({Saying::head_breached_prohibited, Saying::head_breached_short}, act_);
    if (is(DutyForm::licence)) return licence();
    if (is(DutyForm::keep)) return fit({Saying::head_breached_keep}, "");
    if (is(DutyForm::before)) return fit({Saying::head_breached_before, Saying::head_breached_short}, act_);
    if (is(DutyForm::record)) return record({Saying::head_breached_record, Saying::head_breached_record_short}, Saying::head_breached_short);
    if (is(DutyForm::at_least) && !due_.empty()) {
      return fit({Saying::head_breached_times, Saying::head_breached_short}, std::to_string(duty_->times));
    }
    const std::string now(phrase(Saying::todo_now, language_));
    if (due_.empty()) {
      const std::string rich = fit({Saying::head_breached_todo}, act_, todo_.empty() ? now : todo_);
      if (!rich.ends_with("…")) return rich;
      return fit({Saying::head_breached_todo, Saying::head_breached, Saying::head_breached_short}, act_, now);
    }
    if (!todo_.empty()) {
      const std::string rich = fill_in(Saying::head_breached_due_todo, title_, act_, todo_);
      if (count_code_points(rich) <= longest) return rich;
    }
    return fit({Saying::head_breached_due_todo, Saying::head_breached_due, Saying::head_breached_due_short}, act_, now);
  }

  std::string judgement() const {
    if (!result_.exceptions.empty()) {
      return fit({Saying::head_judge_exception, Saying::head_judge_exception_short, Saying::head_judge}, title_of(model_, result_.exceptions.front(), language_));
    }
    if (finding_.since) return fit({Saying::head_judge_elapsed, Saying::head_judge}, length_text(*finding_.since, language_));
    return fit({Saying::head_judge}, "");
  }

  // The richest wording with as many of the missing items as fit.
  std::string record(std::initializer_list<Saying> wordings, Saying bare) const {
    const std::string todo(phrase(Saying::todo_record, language_));
    for (std::size_t shown = std::max<std::size_t>(result_.failing.size(), 1); shown > 0; --shown) {
      for (const Saying wording : wordings) {
        const std::string text = fill_in(wording, title_, failing(shown), todo);
        if (count_code_points(text) <= longest) return text;
      }
    }
    return result_.failing.empty() ? fit({bare}, "") : fit({Saying::head_breached_record_short}, failing(1));
  }

  // Which conditions fail, as many as fit; those that are no fact, and no choice between two, are said in the reasons alone.
  std::string licence() const {
    // `the condition not »X« does not hold` is for nobody.
    const bool named = !result_.failing.empty() && std::ranges::all_of(result_.failing, [&](ExprId limb) {
      return !std::holds_alternative<expr::Not>(model_.exprs[limb].node) && !limb_text(model_, limb, language_).empty();
    });
    for (std::size_t shown = named ? result_.failing.size() : 0; shown > 0; --shown) {
      for (const Saying wording : {Saying::head_breached_licence_limbs, Saying::head_breached_licence_limbs_short}) {
        const std::string text = fill_in(wording, title_, failing(shown), "");
        if (count_code_points(text) <= longest) return text;
      }
    }
    return fit({Saying::head_breached_licence, Saying::head_breached_short}, act_);
  }

  std::string failing(std::size_t most) const {
    std::vector<std::string> names;
    std::vector<ExprId> written = result_.failing;  // in the order in which the rule says them
    std::ranges::sort(written, {}, [&](ExprId item) { return model_.exprs[item].span.begin; });
    for (const ExprId item : written) {
      std::string name = limb_text(model_, item, language_);
      if (!name.empty()) names.push_back(std::move(name));
    }
    return names.empty() ? quoted(act_, language_) : listing(names, language_, most);
  }

  // What is seen and may be one of them can be asked for; what is not seen cannot.
  std::string unseen() const { return result_.unsure ? undetermined(Saying::head_undetermined) : fit({Saying::head_rest}, ""); }

  std::string undetermined(Saying wording) const {
    std::vector<std::string> facts;
    std::vector<std::string> choices;
    for (const Missing& m : finding_.missing) {
      if (m.kind == Missing::Kind::cell && m.cell.element == result_.element) {
        facts.push_back(quoted(title_of(model_, m.cell.field, language_, m.cell.part), language_));
      } else {
        (m.kind == Missing::Kind::cell ? facts : choices).push_back(missing_title(model_, m, language_));
      }
    }
    if (facts.empty() && choices.empty()) return fit({Saying::head_undetermined_short}, "");
    if (facts.empty()) return fit({Saying::head_undetermined_choice, Saying::head_undetermined_short}, listing(choices, language_, 2));
    const bool due_matters = !due_.empty() && wording == Saying::head_undetermined &&
                             result_.possible.has(Verdict::pending);
    // The longest list of facts that fits.
    for (std::size_t shown = facts.size(); shown > 0; --shown) {
      const std::string detail = listing(facts, language_, shown);
      if (due_matters) {
        const std::string rich = fill_in(Saying::head_undetermined_due, title_, detail, "");
        if (count_code_points(rich) <= longest) return rich;
      }
      const std::string plain = fill_in(wording, title_, detail, "");
      if (count_code_points(plain) <= longest) return plain;
    }
    return fit({wording}, listing(facts, language_, 1));
  }

  std::string right() const {
    const std::string_view code = right_code(finding_);
    if (code == "used") return fit({Saying::head_right_used}, "");
    if (code == "too_late") return fit({Saying::head_right_too_late}, "");
    if (code == "unused") return due_.empty() ? fit({Saying::head_right}, "") : fit({Saying::head_right_due, Saying::head_right}, "");
    if (code == "not_applicable") return fit({Saying::head_not_applicable}, "");
    return depends();
  }

  // What a right that may or may not be there hangs on, as many as fit.
  std::string depends() const {
    std::vector<std::string> names;
    for (const Missing& m : finding_.missing) names.push_back(missing_title(model_, m, language_));
    for (std::size_t shown = names.size(); shown > 0; --shown) {
      const std::string text = title_ + (language_ == Language::danish ? ": afhænger af " : ": depends on ") + listing(names, language_, shown) + " (" + cite_ + ")";
      if (count_code_points(text) <= longest) return text;
    }
    return fit({Saying::head_right_open}, "");
  }

  std::string recommendation() const {
    const VerdictSet possible = result_.possible;
    if (result_.rest) return unseen();
    if (is_short() && (possible.is(Verdict::pending) || possible.is(Verdict::breached))) return falls_short();
    if (possible.is(Verdict::pending)) {
      return due_.empty() ? fit({Saying::should_head_pending}, "")
                          : fit({Saying::should_head_pending_due, Saying::should_head_pending}, "");
    }
    if (possible.is(Verdict::breached)) {
      return due_.empty() ? fit({Saying::should_head_breached}, "")
                          : fit({Saying::should_head_breached_due, Saying::should_head_breached}, "");
    }
    if (possible.is(Verdict::late)) {
      if (!finding_.late_by || finding_.late_by->most == 0) return fit({Saying::should_head_late_plain}, "");
      return fit({Saying::should_head_late, Saying::should_head_late_plain}, length_text(*finding_.late_by, language_));
    }
    // Done under an open standard: nobody departed from anything.
    if (possible.is(Verdict::for_judgement) && is(DutyForm::open_standard) && result_.done) return judgement();
    if (possible.is(Verdict::for_judgement)) return fit({Saying::should_head_for_judgement}, "");
    if (possible.is(Verdict::fulfilled)) return fit({Saying::should_head_fulfilled}, "");
    if (possible.is(Verdict::not_applicable)) return fit({Saying::head_not_applicable}, "");
    return undetermined(Saying::should_head_undetermined);
  }

  const Model& model_;
  const Finding& finding_;
  const InstanceResult& result_;
  Language language_;
  const Duty* duty_;
  std::string title_, cite_, act_, due_, todo_, who_;
};

}  // namespace

std::string headline(const Model& model, const Finding& finding, Language language) {
  return Headline(model, finding, language).write();
}

}  // namespace rettesnor
