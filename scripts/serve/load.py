#!/usr/bin/env python3
"""Many clients at once against `corridor serve` on this machine: no answer may be lost, and memory has to stay flat.

    scripts/serve/load.py [--clients 200] [--seconds 60] [--corridor .build/release/corridor]

First more connections are opened than the server takes: each one too many has to be told 503, those before it have to
be answered all the while, and new ones once there is room again.
"""

import argparse
import asyncio
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPARISON = "/api/v1/comparisons/container:busan-hamburg"
# Mostly what a page asks while a slider moves, and the layers of the study.
TARGETS = [
    COMPARISON + "?set=rail.speed.tsr={}%20km/day", "/collections/places/items?limit=10&offset={}", "/api/v1/study",
    COMPARISON + "/table.csv", "/conformance", "/collections/links/items/nothing-{}",
]


# Connections that the server takes at a time, and how many more are tried.
ROOM, MORE = 512, 60


def resident_kib(pid):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])


class Client:
    """One connection that asks again and again."""

    def __init__(self, number, port):
        self.number, self.port = number, port
        self.answers, self.lost, self.wrong, self.times = 0, 0, 0, []

    async def work(self, end):
        turn = self.number
        reader = writer = None
        while time.monotonic() < end:
            target = TARGETS[turn % len(TARGETS)].format(500 + turn % 900)
            begun = time.monotonic()
            try:
                if writer is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
                status = await asyncio.wait_for(self.answer(reader), 60)
                self.answers += 1
                self.wrong += status != (404 if "nothing" in target else 200)
                self.times.append(time.monotonic() - begun)
            except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError):
                self.lost += 1
                writer = None
            turn += 1
        if writer:
            writer.close()

    @staticmethod
    async def answer(reader):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = int(re.search(r"content-length: (\d+)", head, re.IGNORECASE)[1])
        await reader.readexactly(length)
        return int(head.split()[1])


async def load(port, clients, seconds):
    end = time.monotonic() + seconds
    found = [Client(number, port) for number in range(clients)]
    await asyncio.gather(*(client.work(end) for client in found))
    return found


async def crowd(port):
    """Answers by status: of those who came first, of those too many, of the first again, and after some have left."""

    async def enter():
        return await asyncio.open_connection("127.0.0.1", port)

    async def ask(reader, writer):
        writer.write(f"GET /conformance HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        try:
            return await asyncio.wait_for(Client.answer(reader), 20)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError) as error:
            return type(error).__name__

    def told(answers):
        return ", ".join(f"{answers.count(answer)} x {answer}" for answer in sorted(set(answers), key=str))

    first = [await enter() for _ in range(ROOM)]
    found = [[await ask(*pair) for pair in first]]
    more = [await enter() for _ in range(MORE)]
    found.append(await asyncio.gather(*(ask(*pair) for pair in more)))
    found.append(await asyncio.gather(*(ask(*pair) for pair in first)))
    for _, writer in more + first[:MORE]:
        writer.close()
    await asyncio.sleep(0.5)
    late = [await enter() for _ in range(MORE)]
    found.append(await asyncio.gather(*(ask(*pair) for pair in late)))
    for _, writer in first[MORE:] + late:
        writer.close()
    await asyncio.sleep(0.5)
    for words, answers in zip((f"the first {ROOM}", f"{MORE} more", "the first again", f"{MORE} after as many left"), found):
        print(f"{words}: {told(answers)}")
    return [set(answers) for answers in found] == [{200}, {503}, {200}, {200}]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--corridor", default=str(ROOT / ".build/release/corridor"))
    options = parser.parse_args()
    server = subprocess.Popen(
        [options.corridor, "serve", "--port", "0", "--study", str(ROOT / "Geo")], stderr=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stderr.readline())[1])
        is_bounded = asyncio.run(crowd(port))
        rounds = []
        # The first round fills what is kept; memory is compared over the rounds after it.
        for part in range(4):
            clients = asyncio.run(load(port, options.clients, options.seconds / 4))
            rounds.append((clients, resident_kib(server.pid)))
        every = [client for clients, _ in rounds for client in clients]
        times = sorted(time for client in every for time in client.times)
        answers, lost, wrong = (sum(getattr(client, key) for client in every) for key in ("answers", "lost", "wrong"))
        print(f"{options.clients} clients, {options.seconds:g} s: {answers} answers, {lost} lost, {wrong} wrong")
        if times:
            print(f"time of an answer: median {1000 * statistics.median(times):.1f} ms, "
                  f"99 % within {1000 * times[int(0.99 * (len(times) - 1))]:.1f} ms")
        print("resident memory after each quarter: " + ", ".join(f"{kib / 1024:.1f} MiB" for _, kib in rounds))
        growth = rounds[-1][1] / rounds[0][1]
        server.send_signal(signal.SIGTERM)
        code = server.wait(timeout=20)
        print(f"growth {growth:.3f}; ended with {code}")
        return 0 if is_bounded and lost == wrong == code == 0 and answers and growth < 1.25 else 1
    finally:
        if server.poll() is None:
            server.kill()


if __name__ == "__main__":
    sys.exit(main())
