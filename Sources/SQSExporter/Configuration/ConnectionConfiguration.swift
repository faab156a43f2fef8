import AWS
import Curl
import SQS

/// How to reach SQS: where it is, and who asks.
struct ConnectionConfiguration {
    var endpoint: Endpoint
    var credentials: EnvironmentCredentials
    /// When the credentials stop working, if the environment says so.
    var credentialsExpiration: Timestamp?
    var http: CurlClient.Configuration
    /// Whether requests go through the proxy that the environment names, if it names one.
    var usesProxy = true

    /// Reads AWS's own variables; notes what is wrong with them and then returns nil.
    ///
    /// - Parameter receiveLoops: how many may run; each has one receive and two settlements underway at most.
    init?(noting mistakes: inout SettingReader, environment: [String: String], receiveLoops: Int) async {
        credentials = EnvironmentCredentials(environment: environment)
        http = CurlClient.Configuration()
        // libcurl counts those in use too: with fewer, it would close what the next request needs.
        http.idleConnections = max(http.idleConnections, 3 * receiveLoops + 8)
        if let bundle = environment["AWS_CA_BUNDLE"], !bundle.isEmpty { http.caBundle = bundle }
        do throws(CurlError) {
            try http.checkFiles()
        } catch {
            mistakes.note("AWS_CA_BUNDLE: \(error.message)")
        }
        do throws(CredentialError) {
            credentialsExpiration = try await credentials.credentials().expiration
        } catch {
            mistakes.note("\(error)")
        }
        do throws(EndpointError) {
            endpoint = try Endpoint.resolve(service: "sqs", environment: environment)
        } catch {
            mistakes.note("\(error)")
            return nil
        }
    }
}
