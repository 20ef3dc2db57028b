import EventLoops

/// Processes that watch a primary and its replicas, promote one when the primary is gone, and tell where it is now.
/// See https://redis.io/docs/latest/develop/reference/sentinel-clients/
struct RedisSentinels: Sendable, Hashable {
    /// Asked in this order.
    let addresses: [RedisEndpoint.Address]
    /// What they call the primary.
    let name: String

    /// How long one of them may take, so that a dead one does not use up the time for all.
    private static let patience: Duration = .seconds(1)

    /// Asks where the primary is. Whether it agrees is asked by who connects to it.
    func primary(
        on loop: EventLoop, resolver: ComputePool?, timeout: Duration
    ) async throws(RedisError) -> RedisEndpoint.Address {
        var reason = "none is named"
        for address in addresses {
            do throws(RedisError) {
                let connection = try await RedisConnection.connect(
                    to: RedisEndpoint(address: address), on: loop, resolver: resolver,
                    timeout: min(timeout, Self.patience))
                let reply = await ask(connection)
                await connection.close()
                return try reply.get()
            } catch {
                reason = error.message
            }
        }
        throw RedisError(.connectionFailed, "no sentinel knows the primary “\(name)”: \(reason)")
    }

    private func ask(_ connection: RedisConnection) async -> Result<RedisEndpoint.Address, RedisError> {
        do throws(RedisError) {
            let reply = try await connection.send(RedisCommand("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name))
            guard let place = try reply.optional else {
                throw RedisError(.connectionFailed, "it watches no primary of that name")
            }
            guard let port = UInt16(exactly: try place.element(1).integer) else {
                throw RedisError(.unexpectedReply, "a sentinel named a port that is none")
            }
            return .success(.host(try place.element(0).string, port: port))
        } catch {
            return .failure(error)
        }
    }
}
