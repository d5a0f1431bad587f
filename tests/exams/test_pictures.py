"""A question with a table and a picture: whoever sits the exam sees both, also in what came of it."""

from tests.client import HouseClient
from tests.documents.bodies import a_question, an_exam
from tests.exams.desk import Desk

TEXT = "Which parcel is late?\n\n| Parcel | Days |\n|---|--:|\n| A | 2 |\n| B | 9 |"


def test_whoever_sits_an_exam_sees_the_tables_and_pictures_of_its_questions(app, client: HouseClient) -> None:
    shown = a_question("late", text=TEXT, explanation="More than *five* days.", pictures=("abcdefghijklmnop",))
    desk = Desk(client, an_exam(shown))
    attempt = desk.begin()
    page = client.get(f"{attempt}?q=all").text
    assert "Which parcel is late?</legend>" in page
    assert '<td class="r">9</td>' in page
    assert "/firms/mill/pictures/abcdefghijklmnop" in page
    result = client.get(desk.hand_in(attempt).headers["Location"]).text
    assert '<td class="r">9</td>' in result
    assert "<em>five</em>" in result
