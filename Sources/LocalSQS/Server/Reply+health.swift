import JSON

extension Reply {
    /// What a health check gets: that the server is up, and how many messages it holds.
    ///
    ///     {"status":"ok","queues":{"orders":{"visible":2,"notVisible":0,"delayed":0}}}
    init(health queues: [String: QueueCounts]) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("status")
        writer.string("ok")
        writer.key("queues")
        writer.beginObject()
        for (name, counts) in queues.sorted(by: { $0.key < $1.key }) {
            writer.key(escaping: name)
            writer.beginObject()
            writer.key("visible")
            writer.integer(counts.visible)
            writer.key("notVisible")
            writer.integer(counts.notVisible)
            writer.key("delayed")
            writer.integer(counts.delayed)
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
        self.init(body: writer.bytes, contentType: "application/json")
    }
}
