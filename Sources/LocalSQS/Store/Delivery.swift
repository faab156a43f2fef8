/// One message handed to one consumer.
struct Delivery {
    let ticket: ReceiptTicket
    /// As it is with this receive counted.
    var message: StoredMessage
}
