extension RedisCommands {
    /// `PING`: throws unless the server answers.
    package func ping() async throws(RedisError) {
        _ = try await send(RedisCommand("PING"))
    }

    /// Deletes every key of every database. Functions stay.
    package func flushAll() async throws(RedisError) {
        _ = try await send(RedisCommand("FLUSHALL"))
    }

    /// The server's counters by name, of one section or of the default ones.
    package func info(_ section: String? = nil) async throws(RedisError) -> [String: String] {
        var command = RedisCommand("INFO")
        if let section { command.append(section) }
        var values: [String: String] = [:]
        for line in try await send(command).string.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            values[String(line[..<colon])] = String(line[line.index(after: colon)...])
        }
        return values
    }

    /// The server's clock, since 1970.
    package func time() async throws(RedisError) -> Duration {
        let reply = try await send(RedisCommand("TIME"))
        return .seconds(try reply.element(0).integer) + .microseconds(try reply.element(1).integer)
    }

    /// The settings that match a glob.
    package func configuration(_ pattern: String) async throws(RedisError) -> [String: String] {
        try await send(RedisCommand("CONFIG", "GET", pattern)).stringMap.mapValues {
            String(decoding: $0, as: UTF8.self)
        }
    }

    // MARK: Functions, https://redis.io/docs/latest/develop/programmability/functions-intro/

    /// Loads a library, in place of one of the same name; returns its name.
    @discardableResult
    package func loadFunctions(_ code: String) async throws(RedisError) -> String {
        try await send(RedisCommand("FUNCTION", "LOAD", "REPLACE", code)).string
    }

    /// The names of the libraries that match a glob.
    package func functionLibraries(matching pattern: String = "*") async throws(RedisError) -> [String] {
        var names: [String] = []
        for library in try await send(RedisCommand("FUNCTION", "LIST", "LIBRARYNAME", pattern)).array {
            guard let name = try library.map["library_name"] else { continue }
            names.append(try name.string)
        }
        return names
    }

    /// Calls a function. - Parameter isReadOnly: FCALL_RO, which replicas answer, too.
    package func call(
        _ function: String, keys: [String], arguments: [any RedisArgument] = [], isReadOnly: Bool = false
    ) async throws(RedisError) -> RedisReply {
        var command = RedisCommand(isReadOnly ? "FCALL_RO" : "FCALL", function, keys.count)
        command.append(contentsOf: keys)
        command.append(contentsOf: arguments.map(\.redisBytes))
        return try await send(command)
    }
}
