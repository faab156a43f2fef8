"""Signs recorded requests anew with botocore and compares.

Reads a JSON array of requests from standard input, each {"method", "target", "headers": [[name, value]], "body"} with
the body in base64. The keys are in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, perhaps, AWS_SESSION_TOKEN. Prints a
JSON array of what is wrong.
"""

import base64
import json
import os
import re
import sys

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, SignedHeaders=([^,]+), Signature=(.*)"
)
MUST_BE_SIGNED = {"host", "x-amz-date", "x-amz-target"}


def faults(request, credentials):
    headers = {}
    for name, value in request["headers"]:
        if name.lower() in headers:
            yield f"header {name} came twice"
        headers[name.lower()] = value
    match = AUTHORIZATION.fullmatch(headers.get("authorization", ""))
    if not match:
        yield f"no authorization: {headers}"
        return
    key, day, region, service, signed, signature = match.groups()
    signed = signed.split(";")
    if headers.get("x-amz-security-token") != credentials.token:
        yield "another session token than the environment's"
    missing = MUST_BE_SIGNED | ({"x-amz-security-token"} if credentials.token else set())
    if missing - set(signed):
        yield f"not signed: {missing - set(signed)}"
    if key != credentials.access_key or headers["x-amz-date"][:8] != day:
        yield "another key, or another day"
    auth = SigV4Auth(credentials, service, region)
    again = AWSRequest(
        method=request["method"],
        url=f"http://{headers['host']}{request['target']}",
        headers={name: headers[name] for name in signed},
        data=base64.b64decode(request["body"]),
    )
    again.context["timestamp"] = headers["x-amz-date"]
    expected = auth.signature(auth.string_to_sign(again, auth.canonical_request(again)), again)
    if signature != expected:
        yield f"signature {signature}, expected {expected}"


if __name__ == "__main__":
    credentials = Credentials(
        os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"], os.environ.get("AWS_SESSION_TOKEN")
    )
    json.dump([fault for request in json.load(sys.stdin) for fault in faults(request, credentials)], sys.stdout)
