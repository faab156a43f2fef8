package import Curl
import Synchronization

/// Speaks AWS JSON 1.0 with one service at one endpoint: signs, sends, reads refusals.
///
/// A call that fails in passing is sent again after a short wait (``RetryReason``), a few times, as long as the
/// client's ``RetryQuota`` lasts and unless its operation is failing for longer (``FailingOperations``). Beside these
/// attempts it is repeated at once, and at most once for each reason, when a corrected clock or fresh credentials give
/// it another chance. Every other failure is the caller's, to wait for in its own time (``Backoff``).
package final class AWSClient: Sendable {
    private let targetPrefix: String
    private let endpoint: Endpoint
    private let credentials: any CredentialSource
    private let transport: any Transport
    private let observer: (any CallObserver)?
    private let retries: Retries
    private let signer: Signer
    private let clock: ServiceClock
    /// By operation; each lasts for a second.
    private let heads = Mutex<[String: SignedHead]>([:])

    /// Takes the service's signing name and the prefix of its targets, `sqs` and `AmazonSQS`.
    package init(
        service: String,
        targetPrefix: String,
        endpoint: Endpoint,
        credentials: any CredentialSource,
        transport: any Transport,
        observer: (any CallObserver)? = nil,
        retryPolicy: RetryPolicy = .standard,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.targetPrefix = targetPrefix
        self.endpoint = endpoint
        self.credentials = credentials
        self.transport = transport
        self.observer = observer
        retries = Retries(policy: retryPolicy)
        signer = Signer(region: endpoint.signingRegion, service: service)
        clock = ServiceClock(local: now)
    }

    /// Seconds that the service's clock is ahead of this machine's, as last corrected; 0 while signatures are accepted.
    package var clockOffsetSeconds: Int { clock.offsetSeconds }

    /// Makes a call and returns what `decode` makes of the answer's body.
    ///
    /// `decode` is handed the body of a 2xx answer, which is empty for some operations without output. What it cannot
    /// read is not asked for again: the service has done what it was asked to. An operation that must not be done twice
    /// should have one attempt, for one whose answer was lost is sent again like any other.
    package func send<Output: Sendable>(
        _ call: Call,
        decode: (consuming [UInt8]) throws(ServiceError) -> Output
    ) async throws(ServiceError) -> Output {
        var mayCorrectClock = true
        var mayRenewCredentials = true
        var attempts = Attempts()
        while true {
            let credentials = try await currentCredentials()
            let signingTime = clock.now()
            do throws(FailedExchange) {
                let output = try await observedExchange(call, signedWith: credentials, at: signingTime, decode: decode)
                attempts.succeeded(with: call, by: retries)
                return output
            } catch {
                if mayCorrectClock, clock.correct(after: error, signedAt: signingTime) {
                    mayCorrectClock = false
                    observer?.clockCorrected(offsetSeconds: clock.offsetSeconds)
                } else if mayRenewCredentials, await renewed(credentials, after: error.error) {
                    mayRenewCredentials = false
                } else if await !attempts.mayGoOn(with: call, after: error.error, by: retries) {
                    throw error.error
                }
            }
        }
    }

    private func observedExchange<Output>(
        _ call: Call,
        signedWith credentials: Credentials,
        at time: Timestamp,
        decode: (consuming [UInt8]) throws(ServiceError) -> Output
    ) async throws(FailedExchange) -> Output {
        guard let observer else {
            return try await exchange(call, signedWith: credentials, at: time, decode: decode)
        }
        let start = ContinuousClock.now
        do throws(FailedExchange) {
            let output = try await exchange(call, signedWith: credentials, at: time, decode: decode)
            observer.callEnded(operation: call.operation, duration: .now - start, error: nil)
            return output
        } catch {
            observer.callEnded(operation: call.operation, duration: .now - start, error: error.error)
            throw error
        }
    }

    private func exchange<Output>(
        _ call: Call,
        signedWith credentials: Credentials,
        at time: Timestamp,
        decode: (consuming [UInt8]) throws(ServiceError) -> Output
    ) async throws(FailedExchange) -> Output {
        let response: Response
        do throws(CurlError) {
            response = try await transport.send(request(for: call, signedWith: credentials, at: time))
        } catch {
            throw FailedExchange(error: ServiceError(error))
        }
        guard 200..<300 ~= response.status else {
            throw FailedExchange(refusal: response, blotting: credentials.sessionToken)
        }
        let status = response.status
        do throws(ServiceError) {
            return try decode((consume response).body)
        } catch {
            var error = error
            error.status = status
            throw FailedExchange(error: error)
        }
    }

    private func request(for call: Call, signedWith credentials: Credentials, at time: Timestamp) -> Request {
        let headers = heads.withLock { heads in
            if let place = heads.index(forKey: call.operation),
                let headers = heads.values[place].headers(for: call.body, ifSignedBy: credentials, at: time)
            {
                return headers
            }
            var head = signer.head(
                method: "POST",
                path: endpoint.path,
                host: endpoint.host,
                headers: [
                    (name: "Content-Type", value: "application/x-amz-json-1.0"),
                    (name: "X-Amz-Target", value: "\(targetPrefix).\(call.operation)"),
                ],
                credentials: credentials,
                at: time
            )
            defer { heads[call.operation] = head }
            return head.headers(for: call.body)
        }
        return Request(
            method: .post,
            url: endpoint.url,
            headers: headers,
            body: call.body,
            timeout: call.timeout,
            maximumBodyBytes: call.maximumAnswerBytes,
            answerHeaders: .ofRefusals
        )
    }

    private func currentCredentials() async throws(ServiceError) -> Credentials {
        do throws(CredentialError) {
            return try await credentials.credentials()
        } catch {
            throw ServiceError(error)
        }
    }

    /// Whether the source has others in place of credentials that the service would not take.
    private func renewed(_ refused: Credentials, after error: ServiceError) async -> Bool {
        guard error.isAboutCredentials else { return false }
        await credentials.discard(refused)
        return await (try? credentials.credentials()).map { $0 != refused } ?? false
    }
}
