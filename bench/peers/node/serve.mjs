// One peer, asked as bench/peers/serve/serve.hpp says: `node serve.mjs PEER FOLDER`, where FOLDER is from workload_make.
// Prints {"ready": name}, then for each line of its input {"ns": …, "cpu_ns": …, "tally": …}, or may_be_fulfilled, by rule, instead of
// the tally.
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
  const [begin, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  const result = await run();
  const [ns, { user, system }] = [Number(process.hrtime.bigint() - begin), process.cpuUsage(cpu)];
  console.log(JSON.stringify({ ns, cpu_ns: 1000 * (user + system), ...result }));
}
process.exit(0);
