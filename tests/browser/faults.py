"""What a page complains of: errors in its console, exceptions, files that are not there."""

from playwright.sync_api import ConsoleMessage, Page, Request

REFUSED_PAGE = "Failed to load resource: the server responded with a status of 4"


def watch(page: Page, *, scripts: bool = True) -> list[str]:
    """The faults of a page, written down as they happen; a refused page itself is none.

    A browser whose scripts are switched off refuses to fetch them, which is no fault.
    """
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        where = message.location["url"]
        if message.text.startswith(REFUSED_PAGE) and "/static/" not in where:
            return
        faults.append(f"{page.url}: {message.text} ({where})")

    def note_failure(request: Request) -> None:
        switched_off = request.resource_type == "script" and not scripts
        left_for_the_next_page = "ERR_ABORTED" in (request.failure or "")
        if not (switched_off or left_for_the_next_page):
            faults.append(f"{page.url}: {request.url} {request.failure}")

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("requestfailed", note_failure)
    return faults
