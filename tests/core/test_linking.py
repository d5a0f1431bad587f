"""Addresses in a typed line are links, and nothing else is."""

import pytest

from club.core.linking import linked


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("Checked by the speaker.", "Checked by the speaker."),
        ("原载：https://club.example/x?y=1&z=2。欢迎转载", "原载：{}。欢迎转载"),
        ("First in (https://club.example/x?y=1&z=2), then here", "First in ({}), then here"),
        ('javascript:alert(1) <b> "https://', "javascript:alert(1) &lt;b&gt; &#34;https://"),
    ],
)
def test_a_line_leads_to_the_addresses_in_it_and_to_nothing_else(line: str, html: str) -> None:
    address = "https://club.example/x?y=1&amp;z=2"
    assert linked(line) == html.format(f'<a href="{address}" rel="nofollow noopener">{address}</a>')
