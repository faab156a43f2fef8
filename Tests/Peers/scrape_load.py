"""Scrapes an exporter hard for a while.

Arguments: its URL, seconds, clients that send a byte a second, parallel scrapers. The slow clients send a request's head
byte by byte, and the rest of it at the end; half of the scrapers ask for gzip, each asks again at once, and one that is
refused when it is told to. Meanwhile /-/healthy is asked twice a second. Prints {"pages": whole pages, "refused":
answers with 503, "broken": what was neither, "bytes": of the longest page, "waiting": how many scrapers waited for the
end of a page, on average, "slow": slow clients that were answered in the end, so that they have been connected all the
time, "healthy": answers of /-/healthy, "slowest": seconds that the slowest of those took, "seconds": all that took}.
"""

import gzip
import http.client
import json
import socket
import sys
import threading
import time
import urllib.parse


class Load:
    def __init__(self, url, seconds):
        self.host, self.port = urllib.parse.urlsplit(url).hostname, urllib.parse.urlsplit(url).port
        self.begin = time.monotonic()
        self.end = self.begin + seconds
        self.lock = threading.Lock()
        self.waiting, self.waits = 0, []
        self.report = dict(pages=0, refused=0, broken=[], bytes=0, slow=0, healthy=0, slowest=0.0)

    def ask(self, path, fields={}):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
        connection.request("GET", path, headers=fields)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body, response.headers

    def scrape(self, number):
        while time.monotonic() < self.end:
            try:
                with self.lock:
                    self.waiting += 1
                status, body, fields = self.ask("/metrics", {"Accept-Encoding": "gzip" if number % 2 else "identity"})
                page = gzip.decompress(body) if fields["Content-Encoding"] == "gzip" else body
            except (OSError, http.client.HTTPException, EOFError) as error:
                with self.lock:
                    self.report["broken"].append(repr(error))
                time.sleep(0.1)
                continue
            finally:
                with self.lock:
                    self.waiting -= 1
            with self.lock:
                if status == 200:
                    self.report["pages"] += 1
                    self.report["bytes"] = max(self.report["bytes"], len(page))
                elif status == 503:
                    self.report["refused"] += 1
                else:
                    self.report["broken"].append(f"status {status}")
            if status == 503:
                time.sleep(float(fields["Retry-After"]))

    def drip(self):
        head = b"GET /-/healthy HTTP/1.1\r\nHost: slow\r\nX: " + b"x" * 4096 + b"\r\n\r\n"
        try:
            with socket.create_connection((self.host, self.port), timeout=120) as connection:
                sent = 0
                while time.monotonic() < self.end:
                    sent += connection.send(head[sent : sent + 1])
                    time.sleep(1)
                connection.sendall(head[sent:])
                answer = connection.recv(4096)
        except OSError:
            return
        with self.lock:
            self.report["slow"] += answer.startswith(b"HTTP/1.1 200 ")

    def look(self):
        while time.monotonic() < self.end:
            begin = time.monotonic()
            status, _, _ = self.ask("/-/healthy")
            with self.lock:
                self.waits.append(self.waiting)
                self.report["healthy"] += status == 200
                self.report["slowest"] = max(self.report["slowest"], time.monotonic() - begin)
            time.sleep(0.5)


def main():
    url, seconds, slow, scrapers = sys.argv[1], *map(int, sys.argv[2:])
    load = Load(url, seconds)
    threads = [threading.Thread(target=load.drip) for _ in range(slow)]
    threads += [threading.Thread(target=load.scrape, args=(number,)) for number in range(scrapers)]
    threads.append(threading.Thread(target=load.look))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.report["waiting"] = sum(load.waits) / len(load.waits)
    load.report["seconds"] = time.monotonic() - load.begin
    json.dump(load.report, sys.stdout)


main()
