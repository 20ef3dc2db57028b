import Foundation

/// Where log lines go. One write a line, so that lines of several threads do not mix.
package struct LogSink: Sendable {
    private let receive: @Sendable (String) -> Void

    /// - Parameter receive: Takes a whole line with its line feed.
    package init(_ receive: @escaping @Sendable (String) -> Void) { self.receive = receive }

    /// Standard error.
    package static let standardError = LogSink { line in
        FileHandle.standardError.write(Data(line.utf8))
    }

    func write(_ line: String) { receive(line) }
}
