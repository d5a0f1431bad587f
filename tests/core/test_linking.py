"""Addresses in a typed line are links, and nothing else is; which addresses are of the open web."""

import pytest

from club.core.linking import is_public, linked


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("Checked by the speaker.", "Checked by the speaker."),
        ("原载：https://www.club.example/x?y=1&z=2。欢迎转载", "原载：{}。欢迎转载"),
        ("First in (https://www.club.example/x?y=1&z=2), then here", "First in ({}), then here"),
        ('javascript:alert(1) <b> "https://', "javascript:alert(1) &lt;b&gt; &#34;https://"),
        ("See https://[club now", 'See <a href="https://[club" rel="nofollow noopener">https://[club</a> now'),
    ],
)
def test_a_line_leads_to_the_addresses_in_it_and_to_nothing_else(line: str, html: str) -> None:
    address = "https://www.club.example/x?y=1&amp;z=2"
    assert linked(line) == html.format(f'<a href="{address}" rel="nofollow noopener">club.example</a>')


@pytest.mark.parametrize(
    "address",
    [
        "https://club.example/a?b=1#c",
        "http://www.club.example",
        "https://俱乐部.中国/文章",
        "https://club.example:8443/a",
    ],
)
def test_a_page_of_the_open_web_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "club.example/a", "/a", "//club.example/a", "javascript:alert(1)", "ftp://club.example/a",
        "data:text/html,a",
        "http://localhost/a", "http://intranet/a", "http://127.0.0.1/a", "http://10.0.0.1", "http://[::1]/a",
        "http://2130706433/", "https://printer.local/", "https://me:word@club.example/", "https://club.example@evil.test/",
        "https://club.example\\@evil.test/", "https://club .example/", "https://[club", "https://club.example:port/",
        "https://club.example/a\nb", "https://-club.example/",
    ],
)  # fmt: skip
def test_what_is_no_page_of_the_open_web_is_not(address: str) -> None:
    assert not is_public(address)
