// One peer, asked as bench/peers/serve/serve.hpp says: `node serve.mjs PEER FOLDER`, where FOLDER is from workload_make.
// Prints {"ready": name}, then for each line of its input {"ns": …, "tally": …} or {"ns": …, "may_be_fulfilled": {rule: count}}.
import { createInterface } from "node:readline";

const peers = {
  duckdb: () => import("./duckdb.mjs"),
  "duckdb-nested": () => import("./duckdb.mjs"),
  javascript: () => import("./javascript.mjs"),
  "json-logic": () => import("./json_logic.mjs"),
  "json-rules": () => import("./json_rules.mjs"),
  cql: () => import("./cql.mjs"),
  zen: () => import("./zen.mjs"),
};

const [name, folder, ...options] = process.argv.slice(2);
if (!(name in peers) || !folder) {
  console.error(`node serve.mjs ${Object.keys(peers).join("|")} FOLDER`);
  process.exit(2);
}
const { title, load } = await peers[name]();
const run = await load(folder, options);
console.log(JSON.stringify({ ready: title() }));
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "run") break;
  const begin = process.hrtime.bigint();
  const result = await run();
  console.log(JSON.stringify({ ns: Number(process.hrtime.bigint() - begin), ...result }));
}
process.exit(0);
