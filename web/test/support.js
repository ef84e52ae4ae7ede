// What the tests share: the files, and a server of the language to ask.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/// All rule files below folders, `.regel` and `.regel.md`, in order.
export function ruleFiles(root, folders) {
  const below = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    return entry.isDirectory() ? below(at) : /\.regel(\.md)?$/u.test(entry.name) ? [at] : [];
  });
  return folders.flatMap((folder) => below(path.join(root, folder))).sort();
}

export const isLiterate = (file) => file.endsWith(".md");

/// The program's `lsp`, asked one thing at a time.
export class Server {
  constructor(program) {
    this.process = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    this.number = 0;
    this.waiting = new Map();
    let buffer = Buffer.alloc(0);
    this.process.stdout.on("data", (more) => {
      buffer = Buffer.concat([buffer, more]);
      for (;;) {
        const end = buffer.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/iu.exec(buffer.toString("latin1", 0, end))[1]);
        if (buffer.length < end + 4 + length) return;
        const message = JSON.parse(buffer.toString("utf8", end + 4, end + 4 + length));
        buffer = buffer.subarray(end + 4 + length);
        const done = message.method === undefined && this.waiting.get(message.id);
        if (done) done(message);
      }
    });
  }
  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }
  async ask(method, params) {
    const id = ++this.number;
    const answer = await new Promise((done) => { this.waiting.set(id, done); this.send({ id, method, params }); });
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }
  async start() {
    const { capabilities } = await this.ask("initialize", { processId: null, rootUri: null, capabilities: {} });
    this.legend = capabilities.semanticTokensProvider.legend.tokenTypes;
    this.send({ method: "initialized", params: {} });
    return this;
  }
  async end() {
    await this.ask("shutdown");
    this.send({ method: "exit" });
  }
  /// Opens a text as a file of this name that is by itself, asks, and closes it.
  async about(file, text, method) {
    const uri = `untitled:${path.basename(file)}`;
    this.send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "rettesnor", version: 1, text } } });
    const result = await this.ask(method, { textDocument: { uri } });
    this.send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
    return result;
  }
}
