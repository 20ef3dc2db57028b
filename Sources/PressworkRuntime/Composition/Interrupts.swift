import UnixSignals

/// Ends work on Ctrl-C or SIGTERM: the task is cancelled, so that everything it started is torn down in order.
package enum Interrupts {
    /// The process was told to stop.
    package struct Interrupted: Error, CustomStringConvertible {
        package var description: String { "interrupted" }
    }

    /// Runs `body`; a signal cancels it.
    ///
    /// - Throws: ``Interrupted``, or what `body` throws.
    package static func cancel<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws
        -> Value
    {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await _ in signals { return nil }
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                group.cancelAll()
                while let outcome = await group.nextResult() { _ = outcome }
                throw Interrupted()
            }
            return value
        }
    }
}
