import AWS

extension ServiceError {
    /// Whether a whole call was refused for the sake of one receipt handle, as an emulator may do that does not answer
    /// entry by entry; any other refusal says nothing of handles.
    ///
    /// "ReceiptHandleIsInvalid", "MessageNotInflight" (SQS API Reference); SQS calls an expired handle an
    /// `InvalidParameterValue`.
    var isAboutHandles: Bool {
        self.class == .other
            && ["ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue"].contains { code.hasPrefix($0) }
    }
}
