"""200 telephones on bad lines send evidence, a byte now and then: does anybody else notice, with nginx in front?"""

import contextlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.servers import ROOT, Target, free_port, serving

CLIENTS = 200
SECONDS = 15
BODY = 40_000
CONFIGURATION = ROOT / "deploy" / "nginx.conf"


@contextlib.contextmanager
def nginx_before(port: int) -> Iterator[int]:
    """Run the documented nginx, with nothing changed but ports, name and certificate."""
    with tempfile.TemporaryDirectory(prefix="club-nginx-") as folder:
        home, secure, plain = Path(folder), free_port(), free_port()
        home.chmod(0o755)
        (home / "nginx.conf").write_text(configuration(home, port, plain, secure), "utf-8")
        make_certificate(home)
        command = ["nginx", "-p", folder, "-c", str(home / "nginx.conf"), "-g", "daemon off;"]
        process = subprocess.Popen(command)
        try:
            wait_for(secure)
            yield secure
        finally:
            process.terminate()
            process.wait(15)


def configuration(home: Path, port: int, plain: int, secure: int) -> str:
    ours = CONFIGURATION.read_text("utf-8")
    for found, put in {
        "127.0.0.1:8000": f"127.0.0.1:{port}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "/etc/letsencrypt/live/clubs.example/fullchain.pem": str(home / "certificate.pem"),
        "/etc/letsencrypt/live/clubs.example/privkey.pem": str(home / "key.pem"),
        "server_name clubs.example;": "server_name localhost;",
    }.items():
        if found not in ours:
            raise RuntimeError(f"deploy/nginx.conf no longer says {found!r}")
        ours = ours.replace(found, put)
    without_ipv6 = "\n".join(line for line in ours.splitlines() if "listen [::]" not in line)
    return f"""
        pid {home}/nginx.pid; error_log {home}/error.log; worker_processes 1;
        events {{ worker_connections 1024; }}
        http {{ access_log off; client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
        fastcgi_temp_path {home}/a; uwsgi_temp_path {home}/b; scgi_temp_path {home}/c;
        {without_ipv6}
        }}"""


def make_certificate(home: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-keyout", str(home / "key.pem"), "-out", str(home / "certificate.pem")]
    subprocess.run(command, check=True, capture_output=True)


def wait_for(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on {port}")


class SlowClients:
    """Connections that each send a multipart body at a crawl, all from one thread."""

    def __init__(self, port: int, path: str, *, secure: bool) -> None:
        self.connections = [connected(port, secure=secure) for _ in range(CLIENTS)]
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        for connection in self.connections:
            connection.sendall(f"{head}Content-Length: {BODY}\r\n\r\n--b\r\n".encode())
            connection.setblocking(False)

    def crawl(self) -> None:
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.send(b"x" * 20)

    def close(self) -> None:
        for connection in self.connections:
            connection.close()


def connected(port: int, *, secure: bool) -> socket.socket:
    plain = socket.create_connection(("127.0.0.1", port), 30)
    if not secure:
        return plain
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(plain, server_hostname="localhost")


def page_seconds(port: int, path: str, *, secure: bool) -> float:
    """How long one page takes; infinite where no answer comes within ten seconds."""
    begun = time.monotonic()
    try:
        with connected(port, secure=secure) as connection:
            connection.settimeout(10)
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = connection.recv(64)
            while connection.recv(65536):
                pass
    except OSError:
        return float("inf")
    return time.monotonic() - begun if b" 200 " in answer else float("inf")


def watch(port: int, path: str, form: str, *, secure: bool) -> tuple[float, float, int]:
    """Median and worst time of a page while the slow clients crawl, and how many pages did not come."""
    slow = SlowClients(port, form, secure=secure)
    times, until = [], time.monotonic() + SECONDS
    try:
        while time.monotonic() < until:
            slow.crawl()
            times.append(page_seconds(port, path, secure=secure))
            time.sleep(0.05)
    finally:
        slow.close()
    came = [seconds for seconds in times if seconds < float("inf")]
    return (median(came) if came else float("inf")), max(times), len(times) - len(came)


def run(target: Target, path: str, form: str) -> list[str]:
    """Lines for the report: once straight at the program, once through nginx."""
    if not shutil.which("nginx") or not shutil.which("openssl"):
        raise SystemExit("This drill needs nginx: apt-get install nginx openssl")
    lines = []
    for name in ("program alone", "behind nginx"):
        with serving(target) as server, contextlib.ExitStack() as stack:
            behind = name == "behind nginx"
            port = stack.enter_context(nginx_before(server.port)) if behind else server.port
            middle, worst, missing = watch(port, path, form, secure=behind)
        shown = f"median {middle * 1000:.0f} ms, worst {worst * 1000:.0f} ms" if missing == 0 else "pages stood still"
        lines.append(f"{name}: {shown}, {missing} pages without an answer")
    return lines
