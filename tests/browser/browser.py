"""Drives Chromium by its DevTools protocol over a pair of pipes: standard library alone."""
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

FLAGS = ["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe"]


class Browser:
    """One browser with one empty profile. Use it in a `with`."""

    def __init__(self):
        program = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
        assert program, "chromium is missing: script/setup installs it"
        self.profile = tempfile.mkdtemp()
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()
        # The browser reads from 3 and writes to 4; out of the way first, so that neither is closed under the other.
        to_read, to_write = (fcntl.fcntl(fd, fcntl.F_DUPFD, 50) for fd in (to_read, to_write))

        def take_places():
            os.dup2(to_read, 3)
            os.dup2(to_write, 4)

        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen([program, *FLAGS, *root, f"--user-data-dir={self.profile}", "about:blank"], preexec_fn=take_places, close_fds=False,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer, self.number, self.events = b"", 0, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.ask("Browser.close")
        except (AssertionError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to)
        os.close(self.back)
        shutil.rmtree(self.profile, ignore_errors=True)

    def _next(self, until):
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.back], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            more = os.read(self.back, 1 << 20)
            assert more, "the browser is gone"
            self.buffer += more
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, within=60, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self.to, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + within
        while True:
            answer = self._next(until)
            if answer.get("id") == self.number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.events.append(answer)

    def page(self, width=1280, height=900):
        return Page(self, width, height)


class Page:
    """A tab that remembers what it asked the network for and what it complained of."""

    def __init__(self, browser, width, height):
        self.browser = browser
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.size(width, height)

    def ask(self, method, **parameters):
        return self.browser.ask(method, session=self.session, **parameters)

    def size(self, width, height):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, scheme="light", kind="screen"):
        self.ask("Emulation.setEmulatedMedia", media=kind, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, path):
        self.browser.events.clear()
        self.url = path.resolve().as_uri()
        self.ask("Page.navigate", url=self.url)
        until = time.monotonic() + 30
        while not any(e.get("method") == "Page.loadEventFired" for e in self.browser.events):
            self.browser.events.append(self.browser._next(until))

    def run(self, script):
        """The value of an expression, which may be a promise."""
        result = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def complaints(self):
        """Errors and warnings of the console, and requests for anything but the page."""
        out = []
        for e in self.browser.events:
            method, p = e.get("method"), e.get("params", {})
            if method == "Runtime.exceptionThrown":
                out.append(p["exceptionDetails"]["text"])
            elif method == "Runtime.consoleAPICalled" and p["type"] in ("error", "warning", "assert"):
                out.append(str(p["args"]))
            elif method == "Log.entryAdded" and p["entry"]["level"] in ("error", "warning"):
                out.append(p["entry"]["text"])
            elif method == "Network.requestWillBeSent" and p["request"]["url"] != self.url:
                out.append("a request for " + p["request"]["url"])
        return out
