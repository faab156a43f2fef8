"""Scrapes a page as a strict client does. Arguments: its URL, and an Accept-Encoding.

Prints how its end is told (chunked or length), the bytes that came, and the bytes of the page.
"""

import gzip
import http.client
import sys
import urllib.parse


def main():
    url = urllib.parse.urlsplit(sys.argv[1])
    coding = sys.argv[2] if len(sys.argv) > 2 else "identity"
    connection = http.client.HTTPConnection(url.netloc, timeout=60)
    connection.request("GET", url.path, headers={"Accept-Encoding": coding})
    response = connection.getresponse()
    if response.status != 200 or response.getheader("Content-Encoding", "identity") != coding:
        sys.exit(f"{response.status} {response.getheaders()}")
    body = response.read()
    page = gzip.decompress(body) if coding == "gzip" else body
    print("chunked" if response.getheader("Transfer-Encoding") == "chunked" else "length", len(body), len(page))


main()
