// json-logic-engine, compiled: each rule becomes a JavaScript function. Null is less than every day to JavaScript, so the
// rules test for it.
import { LogicEngine } from "json-logic-engine";
import { count, readCases, version } from "./cases.mjs";

const v = (name) => ({ var: name });
const is = (name, value) => ({ "===": [v(name), value] });
const not = (name, value) => ({ "!==": [v(name), value] });
const number = (list, test) => ({ reduce: [{ filter: [v(list), test] }, { "+": [v("accumulator"), 1] }, 0] });

const all = {
  r01: number("notifications", { and: [not("assessment", null), { "<=": [v("assessment"), { "+": [v("receipt"), 1440] }] }] }),
  r07: { and: [not("start", null), { or: [is("target_group", null), is("target_group", 0)] }, not("plan", false)] },
  r08: { and: [not("start", null), not("acute", true), not("consent", false)] },
  r10: { and: [not("study", null), { or: [is("siblings", null), { ">=": [v("siblings"), 2] }] }, not("network", false)] },
  r12: { if: [{ and: [not("study", null), not("acute", true)] },
    number("decisions", { and: [not("decided", null), { "<=": [v("../../study"), v("decided")] }] }), 0] },
  r13: { and: [not("start", null), { some: [v("decisions"), { and: [not("decided", null), { "<=": [v("decided"), v("../../start")] }] }] }] },
  r15: { and: [not("start", null), { or: [is("measure", null), is("measure", 2), is("measure", 3)] }, not("plan", false), not("network", false)] },
  r17: { and: [not("study", null), { ">=": [number("conversations", { "<=": [v("held"), v("../../study")] }), 2] }] },
  r18: number("decisions", { and: [not("documented", null), not("basis", null)] }),
  r20: { and: [not("acute", true), not("awareness", null), not("study", null),
    { "!": { and: [not("start", null), { "<=": [v("awareness"), v("start")] }, { ">": [v("study"), v("start")] }] } }] },
};

export const title = () => `json-logic-engine ${version("json-logic-engine")}, compiled`;
export async function load(folder) {
  const cases = readCases(folder);
  const engine = new LogicEngine();
  const rules = Object.keys(all);
  const compiled = rules.map((rule) => engine.build(all[rule]));
  return async () => count(cases, rules, (one, counts) => {
    for (let r = 0; r < compiled.length; ++r) counts[r] += Number(compiled[r](one));
  });
}
