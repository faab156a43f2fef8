import Curl

/// One exchange that brought no result, with what the client needs to decide whether another may.
struct FailedExchange: Error {
    var error: ServiceError
    /// The `Date` of the answer, when there was one.
    var serviceTime: Timestamp?

    init(error: ServiceError) {
        self.error = error
    }

    /// An answer other than 2xx; see ``ServiceError/init(refusal:blotting:)``.
    init(refusal response: Response, blotting token: String?) {
        error = ServiceError(refusal: response, blotting: token)
        serviceTime = response.header("Date").flatMap(Timestamp.init(httpDate:))
    }
}
