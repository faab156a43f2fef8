package import Curl
import Synchronization

/// Speaks AWS JSON 1.0 with one service at one endpoint: signs, sends, reads refusals.
///
/// A call is sent once. It is repeated at once, and at most once for each reason, when a corrected clock or fresh
/// credentials give it another chance; every other failure is the caller's to retry, in its own time (``Backoff``).
package final class AWSClient: Sendable {
    private let targetPrefix: String
    private let endpoint: Endpoint
    private let credentials: any CredentialSource
    private let transport: any Transport
    private let observer: (any CallObserver)?
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
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.targetPrefix = targetPrefix
        self.endpoint = endpoint
        self.credentials = credentials
        self.transport = transport
        self.observer = observer
        signer = Signer(region: endpoint.signingRegion, service: service)
        clock = ServiceClock(local: now)
    }

    /// Seconds that the service's clock is ahead of this machine's, as last corrected; 0 while signatures are accepted.
    package var clockOffsetSeconds: Int { clock.offsetSeconds }

    /// Makes a call and returns what `decode` makes of the answer's body.
    ///
    /// `decode` is handed the body of a 2xx answer, which is empty for some operations without output.
    package func send<Output: Sendable>(
        _ call: Call,
        decode: (consuming [UInt8]) throws(ServiceError) -> Output
    ) async throws(ServiceError) -> Output {
        var mayCorrectClock = true
        var mayRenewCredentials = true
        while true {
            let credentials = try await currentCredentials()
            let signingTime = clock.now()
            do throws(FailedExchange) {
                return try await observedExchange(call, signedWith: credentials, at: signingTime, decode: decode)
            } catch {
                if mayCorrectClock, clock.correct(after: error, signedAt: signingTime) {
                    mayCorrectClock = false
                } else if mayRenewCredentials, await renewed(credentials, after: error.error) {
                    mayRenewCredentials = false
                } else {
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
        do throws(ServiceError) {
            return try decode((consume response).body)
        } catch {
            throw FailedExchange(error: error)
        }
    }

    private func request(for call: Call, signedWith credentials: Credentials, at time: Timestamp) -> Request {
        let headers = [
            (name: "Content-Type", value: "application/x-amz-json-1.0"),
            (name: "X-Amz-Target", value: "\(targetPrefix).\(call.operation)"),
        ]
        let signature = heads.withLock { heads in
            if heads[call.operation]?.fits(credentials, at: time) == false { heads[call.operation] = nil }
            return heads[
                call.operation,
                default: signer.head(
                    method: "POST",
                    path: endpoint.path,
                    headers: [(name: "Host", value: endpoint.host)] + headers,
                    credentials: credentials,
                    at: time
                )
            ].headers(for: call.body)
        }
        return Request(
            method: .post,
            url: endpoint.url,
            headers: headers + signature,
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
