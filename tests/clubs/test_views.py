"""What a club tells everybody: its privacy notices."""

from club.clubs.models import NoticeKind
from tests.client import HouseClient
from tests.makers import a_club, a_notice


def test_the_notice_in_force_is_shown_and_older_ones_stay(app, client: HouseClient) -> None:
    club = a_club("crown")
    a_notice(club, NoticeKind.APPLICANTS, 1)
    a_notice(club, NoticeKind.APPLICANTS, 2)
    a_notice(club, NoticeKind.STAFF, 1)
    page = client.get("/crown/privacy").text
    assert "Notice 2 for applicants." in page
    assert "Notice 1 for applicants." not in page
    assert "Notice 1 for staff." in page
    older = client.get("/crown/privacy/applicants/1").text
    assert "Notice 1 for applicants." in older
    assert "A newer version is in force now." in older
    assert client.get("/crown/privacy/applicants/3").status_code == 404
    assert client.get("/crown/privacy/nobody/1").status_code == 404


def test_a_club_without_notices_says_so(app, client: HouseClient) -> None:
    a_club("crown")
    assert "No notice is in force yet" in client.get("/crown/privacy").text
