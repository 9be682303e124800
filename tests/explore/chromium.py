"""The report's headless Chromium with the hands of a person: it clicks and presses keys where they are drawn."""

import json

from tests.report.browser import Browser

KEYS = {"ArrowRight": 39, "ArrowLeft": 37, "Enter": 13, "Space": 32}


class Chromium(Browser):
    """One browser with one page."""

    def close(self):
        self.__exit__()

    def printed(self):
        """The page on paper, a PDF in base 64."""
        return self.send("Page.printToPDF", printBackground=True)["data"]

    def click(self, selector):
        place = f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        x, y = self.run(place)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def keys(self, selector, keys):
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        for key in keys:
            self.press(" " if key == "Space" else key, KEYS[key])
