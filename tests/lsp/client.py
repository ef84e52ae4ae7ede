"""An editor for tests: starts the server, speaks the protocol, and keeps texts as an editor does."""
import json
import pathlib
import subprocess


class Editor:
    """One session. `utf8` is whether positions count bytes (else UTF-16 units); `options` are the server's own."""

    def __init__(self, program, root=None, language="en", utf8=False, start=True, **options):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.utf8 = utf8
        self.number = 0
        self.texts = {}
        self.diagnostics = {}
        self.messages = []  # notifications and requests of the server that are no diagnostics
        if start:
            capabilities = {"general": {"positionEncodings": ["utf-8", "utf-16"] if utf8 else ["utf-16"]}}
            folders = [{"uri": pathlib.Path(root).as_uri(), "name": "x"}] if root else None
            self.server = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities,
                                                  "workspaceFolders": folders,
                                                  "initializationOptions": {"language": language, **options}})
            self.tell("initialized", {})

    # ---- messages
    def write(self, body):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise EOFError("the server ended")
            if line == b"\r\n":
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message:
            self.messages.append(message)
        return message

    def tell(self, method, params):
        self.write({"jsonrpc": "2.0", "method": method, "params": params})

    def ask_raw(self, method, params=None):
        """The whole response to a request."""
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method}
        if params is not None:
            request["params"] = params
        self.write(request)
        while True:
            message = self.read()
            if message.get("id") == self.number and "method" not in message:
                return message

    def ask(self, method, params=None):
        response = self.ask_raw(method, params)
        assert "error" not in response, response
        return response["result"]

    def settle(self):
        """Waits until diagnostics are those of the texts as they are: they are sent when nothing waits."""
        self.ask_raw("rettesnor/nothing")
        marker = "untitled:marker"
        self.tell("textDocument/didOpen", {"textDocument": {"uri": marker, "languageId": "rettesnor", "version": 1,
                                                            "text": "language en\nnonsense%d\n" % self.number}})
        while self.read().get("params", {}).get("uri") != marker:
            pass
        self.tell("textDocument/didClose", {"textDocument": {"uri": marker}})
        while self.read().get("params", {}).get("uri") != marker:
            pass
        del self.diagnostics[marker]

    def end(self):
        self.ask("shutdown")
        self.tell("exit", None)
        code = self.process.wait(timeout=20)
        assert code == 0, f"exit code {code}"

    # ---- texts
    def open(self, uri, text):
        self.texts[uri] = text
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "rettesnor", "version": 1, "text": text}})
        return uri

    def open_file(self, path):
        path = pathlib.Path(path)
        return self.open(path.as_uri(), path.read_text(encoding="utf-8"))

    def close(self, uri):
        del self.texts[uri]
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def change(self, uri, begin, end, new):
        """Replaces code points [begin, end) of the text."""
        span = {"start": self.position(uri, begin), "end": self.position(uri, end)}
        text = self.texts[uri]
        self.texts[uri] = text[:begin] + new + text[end:]
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": 2},
                                             "contentChanges": [{"range": span, "text": new}]})

    def replace(self, uri, old, new):
        at = self.texts[uri].index(old)
        self.change(uri, at, at + len(old), new)

    def units(self, text):
        return len(text.encode("utf-8")) if self.utf8 else len(text.encode("utf-16-le")) // 2

    def position(self, uri, at):
        before = self.texts[uri][:at]
        line_begin = before.rfind("\n") + 1
        return {"line": before.count("\n"), "character": self.units(before[line_begin:])}

    def index(self, uri, position):
        lines = self.texts[uri].split("\n")
        line = lines[position["line"]]
        at = 0
        while at < len(line) and self.units(line[:at]) < position["character"]:
            at += 1
        return sum(len(l) + 1 for l in lines[: position["line"]]) + at

    def slice(self, uri, span):
        return self.texts[uri][self.index(uri, span["start"]): self.index(uri, span["end"])]

    def at(self, uri, marked):
        """A position: `marked` occurs in the text once its `|` is left out, and `|` is the place."""
        plain = marked.replace("|", "")
        begin = self.texts[uri].index(plain)
        assert self.texts[uri].find(plain, begin + 1) == -1, f"{plain!r} stands twice"
        return {"textDocument": {"uri": uri}, "position": self.position(uri, begin + marked.index("|"))}

    def apply(self, changes):
        """Applies the `changes` of a WorkspaceEdit; files that are not open are opened from disk."""
        for uri, edits in changes.items():
            if uri not in self.texts:
                from urllib.parse import unquote, urlparse
                self.open_file(unquote(urlparse(uri).path))
            spans = sorted(((self.index(uri, e["range"]["start"]), self.index(uri, e["range"]["end"]), e["newText"]) for e in edits), reverse=True)
            for begin, end, new in spans:
                self.change(uri, begin, end, new)

    def codes(self, uri):
        return sorted(d["code"] for d in self.diagnostics.get(uri, []))


def run(tests):
    """Runs the functions, says which fail, and ends with 1 if any did."""
    import sys
    import traceback
    failed = 0
    for test in tests:
        try:
            test()
        except Exception:
            failed += 1
            print(f"FAILED {test.__name__}")
            traceback.print_exc(file=sys.stdout)
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
