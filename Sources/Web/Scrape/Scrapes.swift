import Exposition
import Hummingbird
import Instruments
import NIOCore
import Threads

/// Answers scrapes: `/metrics`.
///
/// A scrape takes a slot, then a snapshot, perhaps one that it shares; the page is made of it piece by piece, each when
/// it is first asked for, and the first two before anything is sent. A page that fits one piece has a `Content-Length`,
/// a longer one is sent chunked: if it breaks off, its last chunk is missing, and nobody takes what came for the whole.
struct Scrapes {
    let snapshots: SharedSnapshots
    let thread: PageThread
    let slots: ScrapeSlots
    let metrics: ScrapeMetrics

    /// - Parameter showsCreatedSamples: whether OpenMetrics shows when the counting of each series began.
    init(
        registry: Registry,
        maxRequests: Int,
        showsCreatedSamples: Bool = false,
        metrics: ScrapeMetrics
    ) throws(ThreadError) {
        thread = try PageThread()
        snapshots = SharedSnapshots(of: registry, on: thread, showsCreated: showsCreatedSamples)
        slots = ScrapeSlots(limit: maxRequests, shownBy: metrics.inFlight)
        self.metrics = metrics
    }

    func respond(to request: Request, on channel: any Channel) async throws(RequestError) -> Response {
        do throws(RequestError) {
            let response = try await answer(request, on: channel)
            metrics.count(.answered)
            return response
        } catch {
            count(error)
            throw error
        }
    }

    private func answer(_ request: Request, on channel: any Channel) async throws(RequestError) -> Response {
        let deadline = ScrapeDeadline(scrapeTimeout: request.headers[scrapeTimeout])
        let filter = try NameFilter(query: request.uri.query)
        guard let slot = slots.take() else { throw .tooManyScrapes(limit: slots.limit) }
        let snapshot = await snapshots.take()
        if deadline.hasPassed { throw .overdueScrape }
        let negotiated = NegotiatedFormat(accept: request.headers[.accept])
        let coding = ContentCoding(accepted: request.headers[.acceptEncoding])
        var page = PageReader(snapshot, filter: filter, format: negotiated.format, coding: coding, on: thread)
        let beginning = await Beginning(of: &page)
        if deadline.hasPassed { throw .overdueScrape }
        var headers = HTTPFields.ofContent(type: negotiated.contentType)
        headers[.vary] = "Accept-Encoding, Accept"
        if coding != .identity { headers[.contentEncoding] = coding.rawValue }
        if request.method == .head {
            headers[.contentLength] = String(try await beginning.length(with: &page, until: deadline))
            return Response(status: .ok, headers: headers)
        }
        let answer = ScrapeAnswer(
            beginning: beginning,
            rest: page,
            snapshot: snapshot,
            slot: slot,
            deadline: deadline,
            isWhole: filter.isOpen,
            metrics: metrics
        )
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(contentLength: beginning.lengthOfAll) { try await answer.write(to: &$0, on: channel) }
        )
    }

    private func count(_ error: RequestError) {
        switch error {
        case .tooManyScrapes:
            metrics.count(.unavailable)
            metrics.count(.limit)
        case .overdueScrape:
            metrics.count(.unavailable)
            metrics.count(.timeout)
        default:
            metrics.count(.malformed)
        }
    }
}

extension Scrapes {
    /// The first piece of a page and the second, whose absence tells that the first is all there is.
    struct Beginning: Sendable {
        let first: ByteBuffer
        let second: ByteBuffer?

        init(of page: inout PageReader) async {
            first = await page.next() ?? ByteBuffer()
            second = await page.next()
        }

        /// The length of the page, where it is known already.
        var lengthOfAll: Int? { second == nil ? first.readableBytes : nil }

        /// The length of the page, all of which is read for it and thrown away.
        func length(with rest: inout PageReader, until deadline: ScrapeDeadline) async throws(RequestError) -> Int {
            guard let second else { return first.readableBytes }
            var length = first.readableBytes + second.readableBytes
            while let piece = await rest.next() {
                if deadline.hasPassed { throw .overdueScrape }
                length += piece.readableBytes
            }
            return length
        }
    }
}

private let scrapeTimeout = fieldName("X-Prometheus-Scrape-Timeout-Seconds")
