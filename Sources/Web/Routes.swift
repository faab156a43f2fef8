import Events
import Hummingbird
import JSON
import Logging

/// Answers requests: finds the page, checks the method, and asks the program for what the page shows.
///
/// Pages answer GET and HEAD, what changes something POST and PUT, and nothing else. Queries are ignored but by the
/// page of metrics, and so are bodies.
struct Routes: HTTPResponder {
    typealias Context = WebContext

    let scrapes: Scrapes
    /// The longest body of a request, which is thrown away.
    var bodyBytes = ConnectionLimits().bodyBytes
    let state: any ExporterState
    let openAPI: OpenAPIDocument
    let telemetryPath: TelemetryPath
    /// Nil where nobody may ask for a reload or the end.
    let lifecycle: (any Lifecycle)?
    let logger: Logger

    func respond(to request: Request, context: Context) async -> Response {
        let response = await answer(request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ context: Context) async -> Response {
        do {
            if let length = request.headers[.contentLength], Int(length) ?? .max > bodyBytes {
                throw RequestError.bodyTooLong(limit: bodyBytes)
            }
            let endpoint = try Endpoint(path: request.uri.path, telemetryPath: telemetryPath)
            let methods = Self.methods(of: endpoint)
            guard methods.contains(request.method) else {
                throw RequestError.methodNotAllowed(request.method.rawValue, path: request.uri.path, allowed: methods)
            }
            return try await page(endpoint, for: request, context)
        } catch let error as RequestError {
            return refusal(error)
        } catch let error as StateUnavailable {
            return refusal(.unavailable(error.reason))
        } catch {
            logger.error("Could not answer a request", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            return refusal(.failed)
        }
    }

    private func page(_ endpoint: Endpoint, for request: Request, _ context: Context) async throws -> Response {
        switch endpoint {
        case .asset(let asset): .asset(asset, telemetryPath: telemetryPath)
        case .openAPI: .content(type: "application/json", openAPI.bytes)
        case .metrics: try await scrapes.respond(to: request, on: context.channel)
        case .allStats: stats(try await state.summaries())
        case .stats(let eventType): try stats(of: eventType, among: try await state.summaries())
        case .status: await status()
        case .health: check(await state.health(), good: "healthy", bad: "unhealthy")
        case .readiness: check(await state.readiness(), good: "ready", bad: "not ready")
        case .reload: try await reload(request)
        case .quit: try await quit(request)
        }
    }

    private func stats(_ summaries: [EventSummary]) -> Response {
        .json { writer in
            writer.beginArray()
            for summary in summaries.sorted(by: EventSummary.precedes) { summary.write(to: &writer) }
            writer.endArray()
        }
    }

    private func stats(of eventType: String, among summaries: [EventSummary]) throws(RequestError) -> Response {
        // By bytes, for the reason that EventSummary.precedes gives.
        guard let summary = summaries.first(where: { $0.type.utf8.elementsEqual(eventType.utf8) }) else {
            throw .unknownEventType(eventType)
        }
        return .json { summary.write(to: &$0) }
    }

    private func status() async -> Response {
        let status = await state.status()
        return .json { status.write(to: &$0) }
    }

    private func check(_ report: HealthReport, good: String, bad: String) -> Response {
        .json(report.isGood ? .ok : .serviceUnavailable) { writer in
            writer.beginObject()
            writer.key("status")
            writer.string(report.isGood ? good : bad)
            if !report.isGood {
                writer.key("reasons")
                writer.strings(report.problems)
            }
            writer.endObject()
        }
    }

    private func refusal(_ error: RequestError) -> Response {
        var response = Response.json(error.status) { writer in
            writer.beginObject()
            writer.key("error")
            writer.string(error.message)
            writer.endObject()
        }
        response.headers.append(contentsOf: error.fields)
        return response
    }
}
