// GoRules ZEN: one decision graph with an expression for each rule, evaluated for each case.
import { ZenEngine } from "@gorules/zen-engine";
import { readCases, version } from "./cases.mjs";

const all = {
  r01: "count(notifications, #.assessment != null and #.assessment <= #.receipt + 1440)",
  r07: "start != null and (target_group == null or target_group == 0) and plan != false ? 1 : 0",
  r08: "start != null and acute != true and consent != false ? 1 : 0",
  r10: "study != null and (siblings == null or siblings >= 2) and network != false ? 1 : 0",
  r12: "study != null and acute != true ? count(decisions, #.decided != null and study <= #.decided) : 0",
  r13: "start != null and some(decisions, #.decided != null and #.decided <= start) ? 1 : 0",
  r15: "start != null and (measure == null or measure == 2 or measure == 3) and plan != false and network != false ? 1 : 0",
  r17: "study != null and count(conversations, #.held <= study) >= 2 ? 1 : 0",
  r18: "count(decisions, #.documented != null and #.basis != null)",
  r20: "acute != true and awareness != null and study != null and not (start != null and awareness <= start and study > start) ? 1 : 0",
};

const graph = {
  nodes: [
    { id: "in", type: "inputNode", name: "in", content: {}, position: { x: 0, y: 0 } },
    { id: "rules", type: "expressionNode", name: "rules", position: { x: 0, y: 0 },
      content: { expressions: Object.entries(all).map(([key, value]) => ({ id: key, key, value })) } },
    { id: "out", type: "outputNode", name: "out", content: {}, position: { x: 0, y: 0 } },
  ],
  edges: [
    { id: "a", type: "edge", sourceId: "in", targetId: "rules" },
    { id: "b", type: "edge", sourceId: "rules", targetId: "out" },
  ],
};

export const title = () => `GoRules ZEN ${version("@gorules/zen-engine")}`;
export async function load(folder) {
  const cases = readCases(folder);
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(graph)));
  const rules = Object.keys(all);
  return async () => {
    const counts = new Array(rules.length).fill(0);
    for (const one of cases) {
      const { result } = await decision.evaluate(one);
      for (let r = 0; r < rules.length; ++r) counts[r] += Number(result[rules[r]]);
    }
    return { may_be_fulfilled: Object.fromEntries(rules.map((rule, i) => [rule, counts[i]])) };
  };
}
