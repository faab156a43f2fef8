import Hummingbird
import JSON

extension Response {
    /// An answer of JSON that is true for this moment only.
    static func json(_ status: HTTPResponse.Status = .ok, write: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        write(&writer)
        return .live(status, type: "application/json", writer.bytes)
    }

    /// An answer that is true for this moment only, so that no cache keeps it.
    static func live(_ status: HTTPResponse.Status = .ok, type: String, _ body: [UInt8]) -> Response {
        content(status, type: type, cacheControl: "no-store", ByteBuffer(bytes: body))
    }

    /// An answer that is the same until the program is replaced.
    static func fixed(type: String, _ body: String) -> Response {
        content(.ok, type: type, cacheControl: "max-age=300", ByteBuffer(string: body))
    }

    private static func content(
        _ status: HTTPResponse.Status,
        type: String,
        cacheControl: String,
        _ body: ByteBuffer
    ) -> Response {
        let headers: HTTPFields = [
            .contentType: type,
            .cacheControl: cacheControl,
            .xContentTypeOptions: "nosniff",
        ]
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
