import Hummingbird
import JSON

extension Response {
    /// An answer of JSON.
    static func json(_ status: HTTPResponse.Status = .ok, write: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        write(&writer)
        return .content(status, type: "application/json", writer.bytes)
    }

    /// An answer that no cache keeps, because it is true for this moment only.
    static func content(_ status: HTTPResponse.Status = .ok, type: String, _ body: [UInt8]) -> Response {
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        return Response(status: status, headers: .ofContent(type: type), body: body)
    }
}

extension HTTPFields {
    /// Those of every answer; a browser is to show it as what it says it is, on its own and without telling whence.
    static func ofContent(type: String) -> HTTPFields {
        [
            .contentType: type,
            .cacheControl: "no-store",
            .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
            referrerPolicy: "no-referrer",
            frameOptions: "DENY",
        ]
    }
}

private let referrerPolicy = fieldName("Referrer-Policy")
private let frameOptions = fieldName("X-Frame-Options")

/// A field that HTTPTypes has no name for.
func fieldName(_ text: String) -> HTTPFields.Element.Name {
    guard let name = HTTPFields.Element.Name(text) else {
        preconditionFailure("letters and hyphens are a valid name of a header field")
    }
    return name
}

extension JSONWriter {
    /// Writes an array of strings.
    mutating func strings(_ values: [String]) {
        beginArray()
        for value in values { string(value) }
        endArray()
    }
}
