/// A command: its name and arguments, any bytes.
package struct RedisCommand: Sendable, Hashable, CustomStringConvertible {
    package private(set) var arguments: [[UInt8]]
    /// How long the server itself may hold the reply back (BLOCK); nil for commands that answer at once.
    package private(set) var blocking: Duration?

    package init<each Argument: RedisArgument>(_ name: String, _ argument: repeat each Argument) {
        arguments = [Array(name.utf8)]
        for argument in repeat each argument { arguments.append(argument.redisBytes) }
    }

    /// Adds arguments in their order.
    package mutating func append<each Argument: RedisArgument>(_ argument: repeat each Argument) {
        for argument in repeat each argument { arguments.append(argument.redisBytes) }
    }

    /// Adds a sequence of arguments of one kind.
    package mutating func append(contentsOf more: some Sequence<some RedisArgument>) {
        for argument in more { arguments.append(argument.redisBytes) }
    }

    /// Says that the server may hold the reply back for `limit`.
    package func blocking(for limit: Duration) -> RedisCommand {
        var command = self
        command.blocking = limit
        return command
    }

    /// As an array of bulk strings (https://redis.io/docs/latest/develop/reference/protocol-spec/).
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(arguments.reduce(16) { $0 + $1.count + 16 })
        bytes.append(line: "*", arguments.count)
        for argument in arguments {
            bytes.append(line: "$", argument.count)
            bytes += argument
            bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        }
        return bytes
    }

    /// The name without the arguments, which may be secret.
    package var description: String { String(decoding: arguments[0], as: UTF8.self) }
}

/// What can be an argument of a command.
package protocol RedisArgument: Sendable {
    var redisBytes: [UInt8] { get }
}

extension String: RedisArgument {
    package var redisBytes: [UInt8] { Array(utf8) }
}

extension Int: RedisArgument {
    package var redisBytes: [UInt8] { Array(String(self).utf8) }
}

extension [UInt8]: RedisArgument {
    package var redisBytes: [UInt8] { self }
}

extension [UInt8] {
    fileprivate mutating func append(line type: Unicode.Scalar, _ count: Int) {
        append(UInt8(ascii: type))
        self += String(count).utf8
        append(UInt8(ascii: "\r"))
        append(UInt8(ascii: "\n"))
    }
}
