extension PostgresConnection {
    /// Runs a text of one or more statements by the simple protocol, such as a migration: as one transaction unless
    /// the text has its own. It leaves pipeline mode for as long as that takes.
    ///
    /// - Throws: the first statement's error, with its `position` in the text; the connection stays usable then.
    package func run(script: String, timeout: Duration? = nil) async throws(PostgresError) {
        guard deferred.isEmpty else {
            throw PostgresError(.invalidQuery, "a script cannot be the first statement of a transaction")
        }
        guard !script.utf8.contains(0) else {
            throw PostgresError(.invalidQuery, "the script contains a NUL character")
        }
        let deadline = ContinuousClock.now + (timeout ?? defaultTimeout)
        let failure = try await exclusively("a script") { handle in
            try handle.exitPipelineMode()
            try handle.sendScript(script)
            var failure: PostgresError?
            while let result = try await nextResult(handle, deadline) {
                switch result.status {
                case .rows, .command: continue
                case .error where handle.isBad: throw result.error
                case .error: failure = failure ?? result.error
                default: throw PostgresError(.invalidQuery, "a script may not COPY")
                }
            }
            try handle.enterPipelineMode()
            return failure
        }
        if let failure { throw failure }
    }
}
