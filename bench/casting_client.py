"""32 members at a time, each on a connection of their own: one thread, no library.

What it sends is written beforehand and what comes back is read whole, so that the
client takes little of the cores it shares with the portal. Run as a program: the file
of forms and the port; it prints what it saw as JSON.
"""

import json
import re
import selectors
import socket
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

HANDS = 32
TOKEN = "b" * 32
SHOWN = re.compile(
    rb'<p class="tracker-shown" translate="no">([a-z]+(?:-[a-z]+){3})</p>'
)
END = b"\r\n\r\n"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def request(form: str, port: int) -> bytes:
    path, session, slip = form.split(" ")
    body = urlencode({"slip": slip, "csrfmiddlewaretoken": TOKEN}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: {session}; csrftoken={TOKEN}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Hand:
    """A member: connects, sends a form, reads the answer to its last byte."""

    def __init__(self, form: bytes, port: int) -> None:
        self.got, self.wanted, self.sent_at = bytearray(), -1, time.perf_counter()
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(form)

    def read(self) -> bool:
        """What has come; true when the answer is whole."""
        came = self.socket.recv(65536)
        if not came:
            raise RuntimeError("the portal hung up in the middle of an answer")
        self.got += came
        if self.wanted < 0 and (end := self.got.find(END)) >= 0:
            length = LENGTH.search(self.got, 0, end)
            if length is None:
                raise RuntimeError("the answer does not say how long it is")
            self.wanted = end + len(END) + int(length[1])
        return len(self.got) == self.wanted


class Storm:
    def __init__(self, forms: list[str], port: int) -> None:
        self.port = port
        self.waiting = [request(form, port) for form in forms]
        self.answers: Counter[str] = Counter()
        self.trackers: list[str] = []
        self.waits: list[float] = []

    def run(self) -> float:
        """Seconds until the last answer."""
        self.hands = selectors.DefaultSelector()
        started = time.perf_counter()
        for _ in range(HANDS):
            self.next()
        while self.hands.get_map():
            for key, _events in self.hands.select(60):
                self.heard(key.data)
        return time.perf_counter() - started

    def next(self) -> None:
        if self.waiting:
            hand = Hand(self.waiting.pop(), self.port)
            self.hands.register(hand.socket, selectors.EVENT_READ, hand)

    def heard(self, hand: Hand) -> None:
        if not hand.read():
            return
        self.waits.append(time.perf_counter() - hand.sent_at)
        self.answers[hand.got[9:12].decode()] += 1
        if shown := SHOWN.search(hand.got):
            self.trackers.append(shown[1].decode())
        self.hands.unregister(hand.socket)
        hand.socket.close()
        self.next()


def main() -> None:
    storm = Storm(Path(sys.argv[1]).read_text().splitlines(), int(sys.argv[2]))
    before, seconds = time.process_time(), storm.run()
    waits = sorted(storm.waits)
    told = {
        "seconds": seconds,
        "cpu": time.process_time() - before,
        "answers": storm.answers,
        "trackers": storm.trackers,
        "half": waits[len(waits) // 2],
        "most": waits[len(waits) * 95 // 100],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
