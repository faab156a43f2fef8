"""Holds a running exporter against its own /openapi.json.

Arguments: its URL, --user=NAME:PASSWORD where nobody else is told what /openapi.json says, and for parameters without
an enum values to try as they stand in a URL, as in type=purchase. Every path is asked for with every method that is
documented, as a stranger, once without a body and once with one that says it is too long. Prints {"faults": [what is
wrong], "documented": [calls with their statuses], "seen": [those that happened]}, a call being "GET /stats 200".
"""

import base64
import copy
import http.client
import itertools
import json
import re
import sys
import urllib.parse

from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

METHODS = ["get", "head"]
# Of what changes something.
ACTIONS = ["post", "put"]
# The server's own, different from one answer to the next.
FLEETING = {"date"}
# A byte more than is read.
TOO_LONG = {"Content-Length": "65537"}


def closed(schema):
    """The schema with every object closed, so that a member that is not documented is a fault."""
    schema = copy.deepcopy(schema)
    for object_ in objects(schema):
        object_.setdefault("additionalProperties", False)
    return schema


def objects(value):
    if isinstance(value, dict):
        if isinstance(value.get("properties"), dict) and value.get("type") == "object":
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from objects(member)


class Check:
    def __init__(self, url, user):
        self.address = urllib.parse.urlsplit(url).netloc
        self.faults, self.documented, self.seen = [], set(), set()
        own = {"Authorization": "Basic " + base64.b64encode(user.encode()).decode()} if user else {}
        self.document = json.loads(self.ask("GET", "/openapi.json", own)[2])

    def ask(self, method, path, fields={}):
        connection = http.client.HTTPConnection(self.address, timeout=30)
        connection.request(method, path, headers=fields)
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders() if name.lower() not in FLEETING}
        body = response.read()
        connection.close()
        return response.status, fields, body

    def resolve(self, value):
        while "$ref" in value:
            target = self.document
            for key in value["$ref"].split("/")[1:]:
                target = target[key]
            value = target
        return value

    def wrong(self, schema, value):
        root = {**closed(schema), "components": closed(self.document["components"])}
        validator = Draft202012Validator(root, format_checker=FormatChecker())
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    def paths(self, template, item, values):
        """Every path of the template, filled with the values of its parameters."""
        names = re.findall(r"{(\w+)}", template)
        schemas = {parameter["name"]: parameter["schema"] for parameter in item.get("parameters", [])}
        if names != list(schemas):
            self.faults.append(f"{template} has the parameters {list(schemas)}")
        choices = [schemas[name].get("enum") or values[name] for name in names]
        for chosen in itertools.product(*choices):
            yield re.sub(r"{(\w+)}", lambda match: chosen[names.index(match[1])], template)
        for parameter in map(self.resolve, item.get("get", {}).get("parameters", [])):
            for value in values[parameter["name"]]:
                yield f"{template}?{urllib.parse.quote(parameter['name'])}={value}"

    def call(self, template, item, path, fields={}):
        methods = [method for method in METHODS + ACTIONS if method in item]
        answers = {method: self.ask(method.upper(), path, fields) for method in methods}
        for method, (status, fields, body) in answers.items():
            call = f"{method.upper()} {path}"
            response = item[method]["responses"].get(str(status))
            if response is None:
                self.faults.append(f"{call} answered {status}, which is not documented")
                continue
            self.seen.add(f"{method.upper()} {template} {status}")
            if method != "head":
                self.faults += [f"{call} {status}: {fault}" for fault in self.wrong_body(response, fields, body)]
            elif body or answers["get"][:2] != (status, fields):
                self.faults.append(f"{call} is not GET without the body: {status} {fields} {body}")

    def wrong_body(self, response, fields, body):
        content = self.resolve(response)["content"]
        kind = fields.get("content-type")
        if kind not in content:
            return [f"is {kind}, which is not documented"]
        text = body.decode()
        return self.wrong(content[kind]["schema"], json.loads(text) if kind == "application/json" else text)

    def examples(self, template, operation):
        for status, response in operation["responses"].items():
            for kind, body in self.resolve(response).get("content", {}).items():
                for fault in self.wrong(body["schema"], body["example"]) if "example" in body else []:
                    self.faults.append(f"the example of {template} {status} {kind}: {fault}")

    def run(self, values):
        validate(self.document)
        for template, item in self.document["paths"].items():
            methods = set(item) - {"parameters"}
            if methods not in (set(METHODS), set(ACTIONS)):
                self.faults.append(f"{template} documents {sorted(item)}")
            for method in sorted(methods):
                self.examples(template, item[method])
                self.documented |= {f"{method.upper()} {template} {status}" for status in item[method]["responses"]}
            for path in self.paths(template, item, values):
                self.call(template, item, path)
                self.call(template, item, path, TOO_LONG)


def main():
    url, *pairs = sys.argv[1:]
    values = {}
    for pair in pairs:
        name, value = pair.split("=", 1)
        values.setdefault(name, []).append(value)
    check = Check(url, *values.pop("--user", [None]))
    check.run(values)
    json.dump(
        {"faults": check.faults, "documented": sorted(check.documented), "seen": sorted(check.seen)}, sys.stdout
    )


main()
