import Hummingbird
import Instruments
import NIOCore

/// A scrape's page on its way to the client.
struct ScrapeAnswer: Sendable {
    let beginning: Scrapes.Beginning
    let rest: PageReader
    /// Kept until the end, so that scrapes which overlap can share it.
    let snapshot: Snapshot
    let slot: ScrapeSlot
    let deadline: ScrapeDeadline
    /// Whether the page has every metric.
    let isWhole: Bool
    let metrics: ScrapeMetrics

    /// Writes the page; throws where it cannot be written to its end in time, upon which the server closes the
    /// connection.
    @concurrent func write(to writer: inout any ResponseBodyWriter, on channel: any Channel) async throws {
        let remaining = TimeAmount(max(deadline.remaining, .zero))
        // A client that does not read holds the next write, and nothing but the end of the connection lets it go.
        let cutOff = channel.eventLoop.scheduleTask(in: remaining) { channel.cutOff() }
        defer { cutOff.cancel() }
        var rest = rest
        do {
            try await writer.write(beginning.first)
            if let second = beginning.second { try await writer.write(second) }
            while let piece = await rest.next() {
                guard !deadline.hasPassed else { throw CutOff() }
                try await writer.write(piece)
            }
        } catch {
            metrics.count(deadline.hasPassed ? .timeout : .connection)
            throw error
        }
        if isWhole { metrics.pageBytes.set(Double(await rest.plainBytes)) }
        // Before the end is written: who has the whole page may ask for the next one.
        slot.free()
        try await writer.finish(nil)
    }

    private struct CutOff: Error {}
}
