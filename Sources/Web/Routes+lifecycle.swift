import Hummingbird
import JSON

extension Routes {
    /// The methods that a page answers; an action is not done by who only looks.
    static func methods(of endpoint: Endpoint) -> [HTTPRequest.Method] {
        endpoint.isAction ? [.post, .put] : [.get, .head]
    }

    /// Reads the configuration again, if the program may be asked to.
    func reload(_ request: Request) async throws -> Response {
        let lifecycle = try lifecycle(for: request)
        do throws(ReloadRefused) {
            let report = try await lifecycle.reload()
            return .json { writer in
                writer.beginObject()
                writer.key("status")
                writer.string("reloaded")
                writer.key("applied")
                writer.strings(report.applied)
                writer.key("need_restart")
                writer.strings(report.needRestart)
                writer.endObject()
            }
        } catch {
            throw RequestError.notReloaded(mistakes: error.mistakes)
        }
    }

    /// Begins the shutdown, if the program may be asked to; this answer is still given.
    func quit(_ request: Request) async throws -> Response {
        await (try lifecycle(for: request)).quit()
        return .json { writer in
            writer.beginObject()
            writer.key("status")
            writer.string("stopping")
            writer.endObject()
        }
    }

    /// A page of another site must not stop the exporter of whoever reads it.
    private func lifecycle(for request: Request) throws(RequestError) -> any Lifecycle {
        guard let lifecycle else { throw .lifecycleNotEnabled }
        guard !isFromAnotherSite(request) else { throw .fromAnotherSite }
        return lifecycle
    }

    /// Browsers tell the site over TLS and to their own machine only; what they post in the clear has an origin.
    private func isFromAnotherSite(_ request: Request) -> Bool {
        if let site = request.headers[fetchSite] { return site != "none" && site != "same-origin" }
        guard let origin = request.headers[.origin] else { return false }
        return !origin.hasSuffix("://\(request.head.authority ?? "")")
    }
}

private let fetchSite = fieldName("Sec-Fetch-Site")
