// The rules by hand in JavaScript, over parsed objects: what no engine of rules in this language can be expected to beat.
import { count, readCases } from "./cases.mjs";

const rules = ["r01", "r07", "r08", "r10", "r12", "r13", "r15", "r17", "r18", "r20"];

function judge(c, counts) {
  for (const n of c.notifications) if (n.assessment !== null && n.assessment <= n.receipt + 1440) ++counts[0];
  if (c.start !== null) {
    if ((c.target_group === null || c.target_group === 0) && c.plan !== false) ++counts[1];
    if (c.acute !== true && c.consent !== false) ++counts[2];
    for (const d of c.decisions) {
      if (d.decided !== null && d.decided <= c.start) {
        ++counts[5];
        break;
      }
    }
    if ((c.measure === null || c.measure === 2 || c.measure === 3) && c.plan !== false && c.network !== false) ++counts[6];
  }
  if (c.study !== null) {
    if ((c.siblings === null || c.siblings >= 2) && c.network !== false) ++counts[3];
    let talks = 0;
    for (const t of c.conversations) if (t.held <= c.study) ++talks;
    if (talks >= 2) ++counts[7];
    if (c.acute !== true) for (const d of c.decisions) if (d.decided !== null && c.study <= d.decided) ++counts[4];
  }
  for (const d of c.decisions) if (d.documented !== null && d.basis !== null) ++counts[8];
  const inside = c.start !== null && c.awareness !== null && c.awareness <= c.start && (c.study === null || c.study > c.start);
  if (c.acute !== true && c.awareness !== null && c.study !== null && !inside) ++counts[9];
}

export const title = () => `hand-written JavaScript, node ${process.versions.node}`;
export async function load(folder) {
  const cases = readCases(folder);
  return async () => count(cases, rules, judge);
}
