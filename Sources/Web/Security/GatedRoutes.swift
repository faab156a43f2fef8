import Hummingbird

/// Answers requests that the gate lets in: neither too many of them, nor from somebody unknown.
///
/// Without a gate, everybody's are answered.
struct GatedRoutes: HTTPResponder {
    let routes: Routes
    let gate: Gate?

    func respond(to request: Request, context: WebContext) async -> Response {
        guard let gate else { return await routes.respond(to: request, context: context) }
        var response = await answer(request, context, gate)
        for header in gate.headers {
            if let name = HTTPFields.Element.Name(header.name) { response.headers[name] = header.value }
        }
        return response
    }

    private func answer(_ request: Request, _ context: WebContext, _ gate: Gate) async -> Response {
        let refusal: Response
        if !gate.hasRoom() {
            refusal = .refusal(.tooManyRequests)
        } else if await gate.admits(request.headers[.authorization]) {
            return await routes.respond(to: request, context: context)
        } else {
            refusal = .refusal(.unauthorized)
        }
        return request.method == .head ? refusal.createHeadResponse() : refusal
    }
}

extension Response {
    /// `Unauthorized` and a line break, in plain text as Prometheus's own exporters have it.
    fileprivate static func refusal(_ status: HTTPResponse.Status) -> Response {
        var response = content(status, type: "text/plain; charset=utf-8", Array("\(status.reasonPhrase)\n".utf8))
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Basic" }
        return response
    }
}
