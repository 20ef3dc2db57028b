package import EventLoops
package import LocalServers

/// Runs `body` with a Redis of its own: for what other tests on the shared one would notice, such as emptying, stopping
/// or filling it.
package func withPrivateRedis<Output>(
    on loop: EventLoop, _ body: (LocalRedis) async throws -> Output
) async throws -> Output {
    let folder = try SocketFolder.make()
    defer { folder.remove() }
    let server = try await LocalRedis.start(in: "\(folder.path)/data", sockets: folder, on: loop)
    do {
        let output = try await body(server)
        try await server.stop()
        return output
    } catch {
        try await server.stop()
        throw error
    }
}
