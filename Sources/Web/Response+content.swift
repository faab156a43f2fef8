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
        let headers: HTTPFields = [
            .contentType: type,
            .cacheControl: "no-store",
            .xContentTypeOptions: "nosniff",
        ]
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
