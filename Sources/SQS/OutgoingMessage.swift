/// One message to send.
package struct OutgoingMessage: Sendable {
    /// Valid UTF-8, 1 byte to 1 MiB together with the attributes.
    package var body: [UInt8]
    /// String attributes, at most 10, which count to the message's size.
    package var attributes: [(name: String, value: String)]

    /// A message that is delayed as its queue says; without attributes unless told otherwise.
    package init(body: [UInt8], attributes: [(name: String, value: String)] = []) {
        self.body = body
        self.attributes = attributes
    }
}
