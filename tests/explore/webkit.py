"""A WebKit (GTK's) on a display in memory, driven over WebDriver: no package needed beyond the standard library.

Debian has it as `webkit2gtk-driver` and `xvfb`.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

PROGRAM = "*/webkit2gtk-4.*/MiniBrowser"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012", "Enter": "\ue007", "Space": " "}


def find_webkit():
    if shutil.which("WebKitWebDriver") is None or shutil.which("Xvfb") is None:
        return None
    return next(iter(map(str, sorted(Path("/usr/lib").glob(PROGRAM)))), None)


class WebKit:
    """One browser with one page."""

    def __init__(self, profile, timeout=60.0):
        read, write = os.pipe()
        self._processes = [
            subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x1000x24"], pass_fds=[write],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ]  # fmt: skip
        os.close(write)
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        own = {"DISPLAY": display, "HOME": str(profile), "GDK_BACKEND": "x11", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        command = ["WebKitWebDriver", f"--port={self._port}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._processes.append(subprocess.Popen(command, env=os.environ | own, **quiet))
        self._session, self._timeout = "", timeout
        options = {"binary": find_webkit(), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        deadline = time.monotonic() + timeout
        while not self._session:
            try:
                self._session = f"/session/{self._send('POST', '/session', asked)['sessionId']}"
            except OSError:
                if time.monotonic() > deadline:
                    self.close()
                    raise
                time.sleep(0.2)

    def close(self):
        if self._session:
            with contextlib.suppress(OSError, RuntimeError):
                self._send("DELETE", "")
        for process in reversed(self._processes):
            process.terminate()
            process.wait(10)

    def open(self, address, width=1200, height=900):
        self._send("POST", "/window/rect", {"width": width, "height": height})
        self._send("POST", "/url", {"url": address})

    def run(self, expression):
        return self._send("POST", "/execute/sync", {"script": f"return (() => {expression})();", "args": []})

    def click(self, selector):
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        self._send("POST", f"/element/{self._element(selector)}/click", {})

    def keys(self, selector, keys):
        text = "".join(KEYS[key] for key in keys)
        self._send("POST", f"/element/{self._element(selector)}/value", {"text": text})

    def _element(self, selector):
        return self._send("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def _send(self, method, path, body=None):
        connection = HTTPConnection("127.0.0.1", self._port, timeout=self._timeout)
        connection.request(method, self._session + path, None if body is None else json.dumps(body))
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{path}: {value['error']}: {value.get('message')}")
        return value
