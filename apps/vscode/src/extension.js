// The extension: starts `rettesnor lsp` and shows what it says. Everything about rules is the server's.
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

function settings() {
  const all = vscode.workspace.getConfiguration("rettesnor");
  return { program: all.get("program") || "rettesnor", language: all.get("language") || "da", cases: all.get("cases") || "", asOf: all.get("asOf") || "" };
}

function start() {
  const { program, language, cases, asOf } = settings();
  const run = { command: program, args: ["lsp", "--lang", language], transport: TransportKind.stdio };
  client = new LanguageClient("rettesnor", "Rettesnor", { run, debug: run }, {
    documentSelector: [{ language: "rettesnor" }, { language: "rettesnor-markdown" }],
    initializationOptions: { language, cases, asOf },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{regel,regel.md}") },
  });
  return client.start().catch((problem) => {
    const text = language === "en"
      ? `Rettesnor's language server did not start (${program}): ${problem.message}. Set rettesnor.program to where it is.`
      : `Rettesnors sprogserver startede ikke (${program}): ${problem.message}. Sæt rettesnor.program til dér, hvor den ligger.`;
    return vscode.window.showErrorMessage(text);
  });
}

async function restart() {
  const old = client;
  client = undefined;
  if (old) await old.stop().catch(() => undefined);
  return start();
}

exports.activate = async function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand("rettesnor.restart", restart));
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("rettesnor")) restart();
  }));
  await start();
};

exports.deactivate = function deactivate() {
  return client ? client.stop() : undefined;
};
