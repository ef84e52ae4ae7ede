// The cases as parsed objects: what JSON.parse costs is not in any peer's time.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

export function readCases(folder) {
  return readFileSync(`${folder}/plain.json`, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
}

// The version that is installed.
export function version(name) {
  const at = createRequire(import.meta.url).resolve.paths(name)[0];
  return JSON.parse(readFileSync(`${at}/${name}/package.json`, "utf8")).version;
}

// Counts, over all cases, of the instances that may be fulfilled: the one question that every engine of rules is asked.
// judge(case) gives a count (or true, false) for each rule.
export function count(cases, rules, judge) {
  const counts = new Array(rules.length).fill(0);
  for (const one of cases) judge(one, counts);
  return { may_be_fulfilled: Object.fromEntries(rules.map((rule, i) => [rule, counts[i]])) };
}
