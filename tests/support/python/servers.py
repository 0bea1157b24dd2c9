"""Servers on the loopback for tests of what goes out: a web server that records requests, a real SMTP server (aiosmtpd)."""
import contextlib
import http.server
import logging
import os
import pathlib
import socket
import ssl
import subprocess
import threading
import warnings


def serve(handler):
    """Starts a web server on a free port of the loopback. Returns it and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


class Recorder:
    """Keeps every request; answers with what `answers` holds, then with 200. `hold`: set it to keep answers back."""

    def __init__(self):
        self.requests, self.answers, self.hold = [], [], threading.Event()
        self.seen = threading.Condition()
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with recorder.seen:
                    recorder.requests.append((self.command, self.path, dict(self.headers), body.decode("utf-8")))
                    recorder.seen.notify_all()
                while recorder.hold.is_set():
                    threading.Event().wait(0.02)
                status, headers, text = recorder.answers.pop(0) if recorder.answers else (200, {}, "{}")
                with contextlib.suppress(OSError):
                    self.send_response(status)
                    for name, value in {**headers, "Content-Length": str(len(text.encode()))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(text.encode())

            do_POST = do_PUT = answer

            def log_message(self, *_):
                pass

        self.server, self.url = serve(Handler)

    def wait_for(self, count, seconds=20):
        with self.seen:
            return self.seen.wait_for(lambda: len(self.requests) >= count, seconds)

    def close(self):
        self.hold.clear()
        self.server.shutdown()
        self.server.server_close()


class StuckServer:
    """A web server that takes a request, says `words`, and then `forever` again and again, or nothing: it never finishes. It says how
    many came; after `recover` it answers 200."""

    def __init__(self, words=b"", forever=b""):
        self.requests, self.released = 0, threading.Event()
        stuck = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                stuck.requests += 1
                if stuck.released.is_set():
                    self.send_response(200)
                    self.end_headers()
                    return
                with contextlib.suppress(OSError):
                    self.wfile.write(words)
                    while not stuck.released.wait(0.02):
                        self.wfile.write(forever)

            def log_message(self, *_):
                pass

        self.server, self.url = serve(Handler)

    def recover(self):
        self.released.set()

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


def certificate(folder):
    """A certificate for localhost that signs itself: (certificate, key)."""
    made = pathlib.Path(folder) / "cert.pem", pathlib.Path(folder) / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", made[0], "-keyout", made[1]], check=True, capture_output=True)
    return made


class MailServer:
    """SMTP by aiosmtpd. security: "none", "starttls" (asked for) or "tls". refuse: the reply to RCPT, e.g. "550 no such user", to all
    or by address."""

    def __init__(self, folder, security="none", refuse=None, user=None):
        logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # refused certificates are what some tests want
        warnings.simplefilter("ignore")
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult

        server = self
        self.letters, self.logins, self.hold = [], [], threading.Event()
        self.refuse = refuse

        class Handler:
            async def handle_RCPT(self, _server, _session, envelope, address, _options):
                reply = server.refuse.get(address) if isinstance(server.refuse, dict) else server.refuse
                if reply:
                    return reply
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, _server, session, envelope):
                server.letters.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content, session.ssl is not None))
                while server.hold.is_set():
                    import asyncio
                    await asyncio.sleep(0.02)
                return "250 taken"

        def login(_server, _session, _envelope, _mechanism, data):
            server.logins.append((data.login.decode(), data.password.decode()))
            return AuthResult(success=(data.login.decode(), data.password.decode()) == user)

        more = {"auth_require_tls": security != "tls",  # aiosmtpd takes only STARTTLS for TLS
                "authenticator": login, "auth_required": True} if user else {}
        context = None
        if security != "none":
            self.certificate, key = certificate(folder)
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(self.certificate, key)
        if security == "starttls":
            more.update(tls_context=context, require_starttls=True)
        port = free_port()
        self.controller = Controller(Handler(), hostname="127.0.0.1", port=port, ssl_context=context if security == "tls" else None, **more)
        if security == "tls":  # the controller's own probe would check the certificate against the system's
            self.controller._trigger_server = lambda: probe(port)
        self.controller.start()
        self.url = f"{'smtps' if security == 'tls' else 'smtp'}://localhost:{port}"

    def close(self):
        self.hold.clear()
        self.controller.stop()


def probe(port):
    """A first connection, as the controller makes it, but one that trusts any certificate."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), 5) as plain, trusting.wrap_socket(plain) as safe:
        safe.recv(1024)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def with_debian_python(module):
    """Goes on in Debian's own Python where this one lacks the module but that one has it."""
    import sys
    own = "/usr/bin/python3"
    try:
        __import__(module)
    except ImportError:
        has = os.path.exists(own) and subprocess.run([own, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
        if has and os.path.realpath(sys.executable) != os.path.realpath(own):
            os.execv(own, [own, *sys.argv])
        return False
    return True
