"""The page of results as a test reads it."""

from typing import Final

from playwright.sync_api import Page, Route, expect

CSP: Final = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


def search(page: Page, url: str, fragment: str, name: str = "search/") -> None:
    """Open the page of results at a fragment, and wait until it has told all it has to tell."""
    page.goto("about:blank")
    page.goto(f"{url}{name}#{fragment}")
    wait(page)


def wait(page: Page) -> None:
    """Wait until the page of results has told all."""
    done = page.locator(".cb-search-parts[aria-busy=false], #cb-search > [role=alert]")
    expect(done).to_have_count(1, timeout=20_000)


def shown(page: Page) -> list[str]:
    """The numbers of the results, from the addresses to which they lead."""
    links = page.locator(".cb-entry-title a").all()
    addresses = [link.get_attribute("href") or "" for link in links]
    return [one.removesuffix("index.html").rstrip("/").rpartition("/")[2] for one in addresses]


def total(page: Page) -> str:
    """What the page says of the number of results."""
    return page.locator("#cb-search [role=status]").inner_text()


def with_strict_policy(page: Page) -> None:
    """Let every answer carry a strict Content-Security-Policy."""

    def answer(route: Route) -> None:
        got = route.fetch()
        route.fulfill(response=got, headers={**got.headers, "content-security-policy": CSP})

    page.route("**/*", answer)
