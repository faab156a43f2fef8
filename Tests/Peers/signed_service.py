"""A service on 127.0.0.1 that takes a request only if botocore would have signed it the same way.

Answers 200 with {"connection": n} to a request whose Authorization header is, byte for byte, what botocore's SigV4Auth
makes of the bytes that arrived; else it refuses as AWS does. Takes {"access key id": "secret"} as JSON in its first
argument, prints its port, and ends with the process that started it.
"""

import itertools
import json
import os
import re
import sys
import threading
import time
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SECRETS = json.loads(sys.argv[1])
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/\d{8}/([^/]+)/([^/]+)/aws4_request, "
    r"SignedHeaders=(\S+), Signature=[0-9a-f]{64}"
)
REQUIRED = {"host", "content-type", "x-amz-date", "x-amz-target"}
CONNECTIONS = itertools.count(1)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.connection_number = next(CONNECTIONS)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, answer = self.judge(body)
        payload = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def judge(self, body):
        received = self.headers.get("Authorization", "")
        parts = AUTHORIZATION.fullmatch(received)
        if not parts:
            return refusal("IncompleteSignature", received)
        key_id, region, service, names = parts.groups()
        if key_id not in SECRETS:
            return refusal("UnrecognizedClientException", key_id)
        token = self.headers.get("X-Amz-Security-Token")
        unsigned = REQUIRED | ({"x-amz-security-token"} if token else set())
        unsigned -= set(names.split(";"))
        if unsigned:
            return refusal("IncompleteSignature", f"not signed: {sorted(unsigned)}")
        signed_at = datetime.strptime(self.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
        if abs((datetime.now(timezone.utc) - signed_at).total_seconds()) > 300:
            return refusal("RequestTimeTooSkewed", self.headers["X-Amz-Date"])

        url = f"http://{self.headers['Host']}{self.path}"
        headers = {name: self.headers[name] for name in names.split(";")}
        request = AWSRequest(method=self.command, url=url, headers=headers, data=body)
        request.context["timestamp"] = self.headers["X-Amz-Date"]
        signer = SigV4Auth(Credentials(key_id, SECRETS[key_id], token), service, region)
        text = signer.string_to_sign(request, signer.canonical_request(request))
        signer._inject_signature_to_request(request, signer.signature(text, request))
        if request.headers["Authorization"] != received:
            return refusal("SignatureDoesNotMatch", request.headers["Authorization"])
        return 200, {"connection": self.connection_number}

    def log_message(self, *_):
        pass


def refusal(code, message):
    return 403, {"__type": f"com.amazon.coral.service#{code}", "message": message}


parent = os.getppid()
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
while os.getppid() == parent:
    time.sleep(0.2)
