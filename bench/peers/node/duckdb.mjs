// DuckDB, one thread unless asked for more: tables from CSV, the statements of sql/rules.sql prepared once. `duckdb-nested`
// is sql/nested_rules.sql over rows that were nested, and calendars that were looked up, beforehand.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { version } from "./cases.mjs";

const tables = ["cases", "notifications", "conversations", "decisions", "followups", "calendar"];
const sql = (name) => readFileSync(new URL(`../sql/${name}.sql`, import.meta.url), "utf8").replace(/--.*$/gm, "");

const nested = process.argv[2] === "duckdb-nested";
export const title = () => `DuckDB ${version("@duckdb/node-api")}, ${nested ? "nested by hand, calendars precomputed" : "relational SQL"}`;

export async function load(folder, [threads = "1"]) {
  const db = await (await DuckDBInstance.create(":memory:", { threads })).connect();
  await db.run(sql("tables").replaceAll(/,\s*PRIMARY KEY \([^)]*\)/g, "").replaceAll(" PRIMARY KEY", ""));  // faster without
  for (const table of tables) await db.run(`COPY ${table} FROM '${folder}/${table}.csv' (HEADER, NULLSTR '')`);
  await db.run("ANALYZE");
  if (nested) await db.run(sql("nested_tables"));
  const rules = [];
  for (const text of sql(nested ? "nested_rules" : "rules").split(";")) if (text.trim() !== "") rules.push(await db.prepare(text));
  return async () => {
    const tally = [];
    for (const rule of rules) {
      const counts = [0, 0, 0, 0, 0, 0];
      for (const [set, instances] of (await rule.runAndReadAll()).getRows()) {
        for (let v = 0; v < 6; ++v) if ((Number(set) >> v) & 1) counts[v] += Number(instances);
      }
      tally.push(counts);
    }
    return { tally };
  };
}
