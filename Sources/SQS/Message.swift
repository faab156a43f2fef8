/// One received message; its parts are slices of the answer it came in, so nothing is copied.
package struct Message: Sendable {
    /// Where the parts are in an answer.
    struct Places {
        var id: Range<Int>
        var body: Range<Int>
        var receiptHandle: Range<Int>
        var traceHeader: Range<Int>?
    }

    // One reference for all the parts: a message is handed from hand to hand, and each reference would be counted.
    private let answer: [UInt8]
    private let places: Places

    /// When the producer sent it, in milliseconds since 1970 (`SentTimestamp`).
    package let sentMilliseconds: Int64?
    /// How often it has been received, this time included (`ApproximateReceiveCount`).
    package let receiveCount: Int?
    /// Whether the body has the MD5 that SQS says it has; true when SQS says none.
    package let bodyIsIntact: Bool

    init(in answer: [UInt8], at places: Places, sentMilliseconds: Int64?, receiveCount: Int?, bodyIsIntact: Bool) {
        self.answer = answer
        self.places = places
        self.sentMilliseconds = sentMilliseconds
        self.receiveCount = receiveCount
        self.bodyIsIntact = bodyIsIntact
    }

    /// SQS's id, the same at every delivery of this message.
    package var id: ArraySlice<UInt8> { answer[places.id] }

    /// The UTF-8 body, unescaped.
    package var body: ArraySlice<UInt8> { answer[places.body] }

    /// Reads the body where it lies; unlike ``body``, it counts no reference.
    package func withBody<Result, Failure: Error>(
        _ read: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try read(answer.span.extracting(places.body))
    }

    /// What deletes this delivery; a later delivery of the same message has another.
    package var receiptHandle: ArraySlice<UInt8> { answer[places.receiptHandle] }

    /// The trace that its producer was part of: the `Root` of its `AWSTraceHeader`; nil where it names none.
    ///
    ///     Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
    ///
    /// ("Tracing header", AWS X-Ray Developer Guide.)
    package var traceID: String? {
        guard let place = places.traceHeader else { return nil }
        let parts = answer[place].split(separator: UInt8(ascii: ";"))
        let root = parts.first { $0.starts(with: "Root=".utf8) }
        return root.map { String(decoding: $0.dropFirst("Root=".utf8.count), as: UTF8.self) }
    }
}

extension Message {
    /// Makes a message of parts that came in no answer.
    package init(
        id: [UInt8],
        body: [UInt8],
        receiptHandle: [UInt8],
        sentMilliseconds: Int64? = nil,
        receiveCount: Int? = nil,
        bodyIsIntact: Bool = true
    ) {
        let bodyStart = id.count
        let handleStart = bodyStart + body.count
        self.init(
            in: id + body + receiptHandle,
            at: Places(
                id: 0..<bodyStart,
                body: bodyStart..<handleStart,
                receiptHandle: handleStart..<handleStart + receiptHandle.count
            ),
            sentMilliseconds: sentMilliseconds,
            receiveCount: receiveCount,
            bodyIsIntact: bodyIsIntact
        )
    }
}
