package import EventLoops
package import LocalServers

/// Runs `body` with a Redis of its own: for what other tests on the shared one would notice, such as emptying, stopping
/// or filling it.
/// - Parameter settings: more lines for its configuration.
package func withPrivateRedis<Output>(
    _ settings: [(name: String, value: String)] = [], on loop: EventLoop,
    _ body: (LocalRedis) async throws -> Output
) async throws -> Output {
    let folder = try SocketFolder.make()
    defer { folder.remove() }
    var options = LocalRedis.Options()
    options.settings = settings
    let server = try await LocalRedis.start(
        in: "\(folder.path)/data", sockets: folder, options: options, on: loop)
    do {
        let output = try await body(server)
        try await server.stop()
        return output
    } catch {
        try await server.stop()
        throw error
    }
}
