/// Why something asked of Redis was not done.
package struct RedisError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure. Those of the server are told apart by the first word of its message.
    package enum Code: Sendable, Hashable {
        /// The address cannot be read.
        case invalidAddress
        case connectionFailed
        /// The connection broke; whether the command was done is unknown.
        case connectionLost
        /// No reply came in time; the connection was closed.
        case timedOut
        /// The task was cancelled; whether the command was done is unknown.
        case cancelled
        /// The connection or client was closed before.
        case closed
        /// Too many commands wait for their replies.
        case overloaded
        /// A reply of another shape than the command's.
        case unexpectedReply

        /// The stream or its consumer group does not exist (any more).
        case noGroup
        /// The consumer group exists already.
        case busyGroup
        /// A blocked reader was let go because its stream was deleted or changed its type.
        case unblocked
        /// FCALL of a function that is not loaded.
        case functionNotFound
        /// `maxmemory` is reached.
        case outOfMemory
        /// The server is still reading its data.
        case loading
        /// The server is a replica.
        case readOnly
        /// The key holds another type.
        case wrongType
        /// A script or function runs for too long.
        case busy
        /// The password is missing or wrong, or does not allow the command.
        case notPermitted
        /// Any other error of the server.
        case server
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Takes an error reply, such as "NOGROUP No such key …".
    init(reply text: String) {
        let word = text.prefix { $0 != " " }
        let code: Code =
            switch word {
            case "NOGROUP": .noGroup
            case "BUSYGROUP": .busyGroup
            case "UNBLOCKED": .unblocked
            case "OOM": .outOfMemory
            case "LOADING": .loading
            case "READONLY": .readOnly
            case "WRONGTYPE": .wrongType
            case "BUSY": .busy
            case "NOAUTH", "WRONGPASS", "NOPERM": .notPermitted
            default: text.contains("Function not found") ? .functionNotFound : .server
            }
        self.init(code, text)
    }

    /// Whether nothing is wrong with the command: on a new connection, or later, it may succeed.
    package var isConnectionTrouble: Bool {
        switch code {
        case .connectionFailed, .connectionLost, .timedOut, .loading: true
        default: false
        }
    }

    package var description: String { message }
}
