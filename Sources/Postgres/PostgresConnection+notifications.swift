import EventLoops

extension PostgresConnection {
    /// Waits until the connection, which must LISTEN, has heard something, and returns all that it heard; nothing when
    /// `timeout` passes first. Exchanges may go on meanwhile; cancelling the wait leaves the connection as it is.
    package func notifications(timeout: Duration? = nil) async throws(PostgresError) -> [PostgresNotification] {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            guard let handle else { throw PostgresError(.closed, "the connection to Postgres is closed") }
            let heard = drainNotifications(handle)
            if !heard.isEmpty { return heard }
            do {
                try await loop.ready(handle.descriptor, for: .readable, deadline: deadline)
            } catch let error as EventLoopError where error.code == .timedOut {
                return []
            } catch {
                throw Self.failure(error, during: "waiting for notifications", otherwise: .connectionLost)
            }
            // An exchange that was woken by the same bytes may have read them, or closed the connection.
            guard !isClosed else { continue }
            do throws(PostgresError) {
                try handle.consumeInput()
            } catch {
                close()
                throw error
            }
        }
    }

    private func drainNotifications(_ handle: ConnectionHandle) -> [PostgresNotification] {
        var heard: [PostgresNotification] = []
        while let notification = handle.nextNotification() { heard.append(notification) }
        return heard
    }
}
