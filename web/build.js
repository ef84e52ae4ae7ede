// Builds the page: one file that asks the network for nothing. The same sources give the same bytes.
//   node build.js OUT.html
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const source = (name) => fs.readFileSync(path.join(here, "src", name), "utf8");

const { outputFiles, metafile } = await build({
  entryPoints: [path.join(here, "src/page.js")], bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", write: false,
  loader: { ".regel": "text", ".md": "text" }, legalComments: "none", metafile: true, logLevel: "warning",
});
// `</script` in a string would end the script.
const script = outputFiles[0].text.replaceAll("</script", "<\\/script");
// The licences of the packages in it, each text once.
const packages = [...new Set(Object.keys(metafile.inputs).map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(input)?.[1]).filter(Boolean))].sort();
const texts = new Map();
for (const name of packages) {
  const text = fs.readFileSync(path.join(here, "node_modules", name, "LICENSE"), "utf8").trim();
  texts.set(text, [...(texts.get(text) ?? []), name]);
}
const licences = [...texts].map(([text, names]) => `${names.join(", ")}:\n\n${text}`).join("\n\n").replaceAll("--", "- -");
const parts = {
  licences, script, style: source("page.css"), script_hash: `sha256-${crypto.createHash("sha256").update(script).digest("base64")}`,
};
fs.writeFileSync(process.argv[2], source("page.html").replaceAll(/\{\{(\w+)\}\}/gu, (_, name) => parts[name]));
