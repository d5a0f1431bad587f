"""What Prometheus is told, and who may ask."""

from dataclasses import replace

import pytest

from club.core import clock
from club.core.db import session, transaction
from club.core.metrics import Durations, may_ask
from club.core.outbox import Job
from config import Settings, SettingsError
from tests.makers import a_club


def test_requests_are_counted_by_route_and_status(app, client):
    a_club("crown")
    client.get("/crown/talks")
    client.get("/crown/talks/no-such-talk")
    page = client.get("/metrics")
    assert page.mimetype == "text/plain"
    assert 'club_request_seconds_count{method="GET",' in page.text
    for labels in ('rule="/talks",status="200"', 'rule="/talks/<slug:slug>",status="404"'):
        assert labels in page.text
    assert "no-such-talk" not in page.text
    assert "crown" not in page.text


def test_jobs_that_wait_and_that_were_given_up_are_told(app, client):
    at = clock.now()
    with transaction():
        facts = {"name": "clubs.opened", "values": {}, "ordered_at": at, "due_at": at}
        session().add_all([Job(key="one", **facts), Job(key="two", dead_at=at, **facts)])
        session().add(Job(key="three", done_at=at, **facts))
    text = client.get("/metrics").text
    assert 'club_jobs{state="waiting"} 1.0' in text
    assert 'club_jobs{state="dead"} 1.0' in text


def test_a_club_has_no_metrics(app, client):
    a_club("crown")
    assert client.get("/crown/metrics").status_code == 404


def test_nobody_else_learns_that_there_are_any(app, client):
    away = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    assert client.get("/metrics", **away).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize(
    ("address", "networks", "may"),
    [
        ("127.0.0.1", ("127.0.0.0/8",), True),
        ("::1", ("127.0.0.0/8", "::1/128"), True),
        ("10.1.2.3", ("10.0.0.0/8",), True),
        ("11.1.2.3", ("10.0.0.0/8",), False),
        ("127.0.0.1", (), False),
        ("", ("0.0.0.0/0",), False),
        ("unix:", ("0.0.0.0/0",), False),
    ],
)
def test_an_address_lies_in_a_network_or_it_does_not(app, address, networks, may):
    settings = replace(app.extensions["settings"], metrics_networks=networks)
    assert may_ask(address, settings, is_forwarded=False) is may


def test_behind_a_proxy_that_is_not_trusted_no_address_is_believed(app):
    settings = app.extensions["settings"]
    assert not may_ask("127.0.0.1", settings, is_forwarded=True)
    assert may_ask("127.0.0.1", replace(settings, trusted_proxies=1), is_forwarded=True)


def test_a_duration_counts_in_its_bucket_and_in_every_larger_one():
    durations = Durations()
    for seconds in (0.001, 0.005, 0.3, 9.0):
        durations.note("GET", "/", 200, seconds)
    ((labels, counts, together),) = durations.rows()
    assert labels == ("GET", "/", 200)
    assert counts == [2, 2, 2, 3, 3, 4]
    assert together == pytest.approx(9.306)


def test_made_up_methods_are_one_series(app, client):
    for method in ("BREW", "PROPFIND"):
        client.open("/healthz", method=method)
    text = client.get("/metrics").text
    assert 'method="other"' in text
    assert "BREW" not in text


def test_a_network_that_is_none_stops_the_start(tmp_path):
    with pytest.raises(SettingsError, match="METRICS_NETWORKS"):
        Settings.from_env({
            "CLUB_MODE": "development",
            "CLUB_INSTANCE": str(tmp_path),
            "METRICS_NETWORKS": "10.0.0.1/8",
        })  # fmt: skip
