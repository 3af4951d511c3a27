"""A browser driven by W3C WebDriver, with nothing but Python's standard library.

Source of the protocol: https://www.w3.org/TR/webdriver2/
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request

# Every request is to this machine, whatever proxy the environment names.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class WebDriverError(Exception):
    """What the browser refused."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser:
    """A headless Chromium with a log of its console and of its requests."""

    def __init__(self, width=1500, height=900, dark=False):
        driver = shutil.which("chromedriver")
        if driver is None:
            raise WebDriverError("no chromedriver; run make test-browser, which installs it")
        port = free_port()
        self.process = subprocess.Popen(
            [driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{port}"
        try:
            self._wait_for_driver()
            arguments = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
                         f"--window-size={width},{height}", "--lang=en-GB", "--blink-settings=preferredColorScheme="
                         + ("0" if dark else "1")]
            if os.geteuid() == 0:
                arguments.append("--no-sandbox")
            capabilities = {"alwaysMatch": {
                "browserName": "chrome", "timeouts": {"script": 120_000}, "goog:chromeOptions": {"args": arguments},
                "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}
            session = self._send("POST", "/session", {"capabilities": capabilities})
            self.session = "/session/" + session["sessionId"]
        except BaseException:
            self.process.terminate()
            self.process.wait()
            raise

    def _wait_for_driver(self):
        for _ in range(300):
            try:
                if self._send("GET", "/status")["ready"]:
                    return
            except OSError:
                time.sleep(0.1)
        raise WebDriverError("chromedriver does not answer")

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with OPENER.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise WebDriverError(f"{value['error']}: {value['message']}") from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._send("DELETE", self.session)
        finally:
            self.process.terminate()
            self.process.wait()

    def open(self, path, fragment=""):
        self._send("POST", self.session + "/url", {"url": "about:blank"})
        self.logs("performance")
        self.logs("browser")
        address = "file://" + os.path.abspath(path) + (f"#{fragment}" if fragment else "")
        self._send("POST", self.session + "/url", {"url": address})

    def run(self, script, *arguments):
        """What a script returns; it is the body of a function."""
        return self._send("POST", self.session + "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        """What a script hands to the function that is its last argument."""
        return self._send("POST", self.session + "/execute/async", {"script": script, "args": list(arguments)})

    def wait(self, script, *arguments, seconds=20):
        """Waits until a script returns something true, and gives that."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.run(script, *arguments)
            if found:
                return found
            time.sleep(0.05)
        raise WebDriverError(f"never came true: {script}")

    def keys(self, *keys):
        """Presses keys one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._send("POST", self.session + "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def click(self, x, y):
        """Clicks at a point of the window."""
        actions = [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)},
                   {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._send("POST", self.session + "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]})

    def phone(self, width, height=800):
        """Shows pages as on a phone so many pixels wide."""
        self._send("POST", self.session + "/goog/cdp/execute", {
            "cmd": "Emulation.setDeviceMetricsOverride",
            "params": {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}})

    def logs(self, kind):
        return self._send("POST", self.session + "/se/log", {"type": kind})

    def complaints(self):
        """What the console holds since the page was opened."""
        return [entry["message"] for entry in self.logs("browser")]

    def requests(self):
        """The addresses that the page asked for since it was opened."""
        messages = (json.loads(entry["message"])["message"] for entry in self.logs("performance"))
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._send("GET", self.session + "/screenshot")))
