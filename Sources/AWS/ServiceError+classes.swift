extension ServiceError.Class {
    /// Decides by the error's code; by the status where the code says nothing.
    ///
    /// `code` is bare. Codes come with and without a trailing `Exception`, and throttling comes with 400, 403, 429 and
    /// 503, so the code is looked at first.
    init(code: String, status: Int) {
        let stem = ErrorCode.stem(code)
        if let known = Self.byStem[stem] {
            self = known
            return
        }
        self =
            switch status {
            case 401, 403: .auth
            case 429: .throttle
            case 500...: .server
            default: .other
            }
    }

    private static let byStem: [String: Self] = {
        var table: [String: Self] = [:]
        for (known, stems) in stems {
            for stem in stems { table[stem] = known }
        }
        return table
    }()

    private static let stems: [Self: [String]] = [
        .throttle: [
            "BandwidthLimitExceeded", "EC2Throttled", "KMS.Throttling", "KmsThrottled", "LimitExceeded", "OverLimit",
            "PriorRequestNotComplete", "ProvisionedThroughputExceeded", "RequestLimitExceeded", "RequestThrottled",
            "SlowDown", "Throttled", "Throttling", "TooManyRequests", "TransactionInProgress",
        ],
        .auth: [
            "AccessDenied", "AuthFailure", "ExpiredToken", "IncompleteSignature", "InvalidAccessKeyId",
            "InvalidClientTokenId", "InvalidSignature", "MissingAuthenticationToken", "NotAuthorized",
            "OptInRequired", "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "SignatureDoesNotMatch",
            "UnrecognizedClient",
            "KmsAccessDenied", "KmsDisabled", "KmsInvalidKeyUsage", "KmsInvalidState", "KmsNotFound",
            "KmsOptInRequired",
            "KMS.AccessDenied", "KMS.Disabled", "KMS.InvalidKeyUsage", "KMS.InvalidState", "KMS.NotFound",
            "KMS.OptInRequired",
        ],
        .missingQueue: ["InvalidAddress", "NonExistentQueue", "QueueDoesNotExist"],
        .server: [
            "IDPCommunicationError", "InternalError", "InternalFailure", "InternalServerError", "RequestTimeout",
            "ServiceUnavailable",
        ],
        .configuration: ["InvalidSecurity"],
        .other: ["PurgeQueueInProgress"],
    ]
}

extension ServiceError {
    /// Whether other credentials of the same identity might be accepted: these have expired or were never known.
    var isAboutCredentials: Bool {
        ["ExpiredToken", "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClient"]
            .contains(ErrorCode.stem(code))
    }
}
