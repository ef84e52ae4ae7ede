// json-rules-engine: no quantifier over a list, so the rules of single facts.
import { Engine } from "json-rules-engine";
import { readCases, version } from "./cases.mjs";

const not = (fact, value) => ({ fact, operator: "notEqual", value });
const among = (fact, value) => ({ fact, operator: "in", value });
const all = {
  r07: [not("start", null), among("target_group", [null, 0]), not("plan", false)],
  r08: [not("start", null), not("acute", true), not("consent", false)],
  r10: [not("study", null), { any: [{ fact: "siblings", operator: "in", value: [null] }, { fact: "siblings", operator: "greaterThanInclusive", value: 2 }] },
    not("network", false)],
  r15: [not("start", null), among("measure", [null, 2, 3]), not("plan", false), not("network", false)],
};

export const title = () => `json-rules-engine ${version("json-rules-engine")}`;
export async function load(folder) {
  const cases = readCases(folder);
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [rule, conditions] of Object.entries(all)) engine.addRule({ conditions: { all: conditions }, event: { type: rule } });
  return async () => {
    const counts = Object.fromEntries(Object.keys(all).map((rule) => [rule, 0]));
    for (const one of cases) {
      for (const event of (await engine.run(one)).events) ++counts[event.type];
    }
    return { may_be_fulfilled: counts };
  };
}
