import NIOCore
import NIOPosix
import NIOSSL

extension RedisConnection {
    /// Connects, encrypts, logs in, and chooses the database.
    static func connect(_ options: RedisOptions) async throws(RedisError) -> RedisConnection {
        let connection: RedisConnection
        do {
            let tls = try await options.makeTLSContext()
            connection = try await open(options, tls: tls)
        } catch {
            throw RedisError(connecting: error)
        }
        do throws(RedisError) {
            try await connection.introduce(options)
            return connection
        } catch {
            await connection.close()
            throw RedisError(connecting: error)
        }
    }

    private static func open(_ options: RedisOptions, tls: NIOSSLContext?) async throws -> RedisConnection {
        let timeout = TimeAmount(options.timeout)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(timeout)
        let prepare: @Sendable (any Channel) -> EventLoopFuture<RedisConnection> = { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls {
                    let client = try NIOSSLClientHandler(context: tls, serverHostname: options.url.certificateName)
                    try channel.pipeline.syncOperations.addHandler(client)
                }
                return try RedisConnection(joining: channel, timeout: timeout)
            }
        }
        return switch options.url.address {
        case .tcp(let host, let port):
            try await bootstrap.connect(host: host, port: port, channelInitializer: prepare)
        case .unix(let path):
            try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: prepare)
        }
    }

    /// Says who we are; the last command is there to be answered, and a server may well refuse it.
    private func introduce(_ options: RedisOptions) async throws(RedisError) {
        let url = options.url
        var commands: [RedisCommand] = []
        if let password = url.password {
            commands.append(RedisCommand("AUTH", ([url.user, password].compactMap(\.self)).map { Array($0.utf8) }))
        }
        if url.database != 0 { commands.append(RedisCommand("SELECT", "\(url.database)")) }
        let needed = commands.count
        commands.append(RedisCommand("CLIENT", "SETNAME", options.clientName))
        for (index, answer) in try await send(commands).enumerated() {
            guard case .error(var refusal) = answer else { continue }
            if refusal.isOfTooManyClients { throw .refused(refusal) }
            // A server that does not know the command repeats its arguments.
            if index == 0, url.password != nil { refusal.message = "in answer to AUTH" }
            if index < needed || refusal.code == "NOAUTH" { throw .refused(refusal) }
        }
    }
}

extension RedisURL {
    /// The name that the server's certificate must have; nil for an address, which is checked as such.
    fileprivate var certificateName: String? {
        guard case .tcp(let host, _) = address else { return nil }
        return (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }
}
