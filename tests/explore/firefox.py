"""A headless Firefox driven over Marionette: no package needed beyond the standard library.

A message is its length, a colon, and JSON: `[0, number, command, parameters]`, answered by `[1, number, error, result]`.
"""

import json
import shutil
import socket
import subprocess
import time

NAMES = ("firefox-esr", "firefox")
PREFERENCES = {
    "marionette.port": None,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.startup.page": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


def find_firefox():
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Firefox:
    """One browser with one page."""

    def __init__(self, profile, timeout=60.0):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(port if v is None else v)});" for k, v in PREFERENCES.items()]
        self._folder = profile
        (profile / "user.js").write_text("\n".join(lines))
        command = [find_firefox(), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._buffer, self._last, self._socket = b"", 0, None
        deadline = time.monotonic() + timeout
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), 5)
                break
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    self.close()
                    raise
                time.sleep(0.2)
        self._socket.settimeout(timeout)
        self._receive()
        self.send("WebDriver:NewSession", {})

    def close(self):
        if self._socket:
            self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)

    def send(self, command, parameters):
        self._last += 1
        text = json.dumps([0, self._last, command, parameters]).encode()
        self._socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error.get('message')}")
        return result

    def open(self, address, width=None, height=780):
        """Open the address; a window is 500 pixels wide at least, so that a phone is a frame of its width."""
        self.send("WebDriver:SwitchToFrame", {"id": None})
        if width is None:
            self.send("WebDriver:Navigate", {"url": address})
            return
        phone = self._folder / "phone.html"
        phone.write_text(f'<iframe src="{address}" width="{width}" height="{height}" style="border:0"></iframe>')
        self.send("WebDriver:Navigate", {"url": phone.as_uri()})
        self.send("WebDriver:SwitchToFrame", {"element": self._element("iframe")})

    def printed(self):
        """The page on paper, a PDF in base 64."""
        return self.send("WebDriver:Print", {"background": True})["value"]

    def run(self, expression):
        script = f"return (() => {expression})();"
        return self.send("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def click(self, selector):
        self.send("WebDriver:ElementClick", {"id": self._element(selector)})

    def keys(self, selector, keys):
        named = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012", "Enter": "\ue007", "Space": " "}
        self.send(
            "WebDriver:ElementSendKeys", {"id": self._element(selector), "text": "".join(named[one] for one in keys)}
        )

    def _element(self, selector):
        found = self.send("WebDriver:FindElement", {"using": "css selector", "value": selector})
        return next(iter(found["value"].values()))

    def _receive(self):
        while b":" not in self._buffer:
            self._buffer += self._more()
        size, self._buffer = self._buffer.split(b":", 1)
        while len(self._buffer) < int(size):
            self._buffer += self._more()
        text, self._buffer = self._buffer[: int(size)], self._buffer[int(size) :]
        return json.loads(text)

    def _more(self):
        block = self._socket.recv(1 << 16)
        if not block:
            raise ConnectionError("the browser has gone")
        return block
