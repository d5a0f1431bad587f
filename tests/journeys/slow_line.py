"""A slow line: what a page sends is held back until it is let go."""

from playwright.sync_api import Page, Route


class SlowLine:
    """Holds back what a page sends to these addresses; `of` is the kind of request, where not every one is meant."""

    def __init__(self, page: Page, addresses: str, of: str = "") -> None:
        self.is_held, self.of = True, of
        self.under_way: list[Route] = []
        page.route(addresses, self._carry)

    def _carry(self, route: Route) -> None:
        if self.is_held and self.of in {"", route.request.resource_type}:
            self.under_way.append(route)
        else:
            route.continue_()

    def brings_all(self) -> None:
        """Let go what is under way, and whatever comes after it."""
        self.is_held = False
        while self.under_way:
            self.under_way.pop(0).continue_()
