import Foundation
package import Logging

/// Writes lines for people: time of day, level where it matters, message, then the metadata.
package struct PlainLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let sink: LogSink

    /// - Parameters:
    ///   - label: Who speaks, for example `fleet.dispatcher`.
    ///   - sink: Where lines go.
    package init(label: String, level: Logger.Level, sink: LogSink) {
        self.label = label
        self.sink = sink
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = "\(Date().ISO8601Format(.init(timeZone: .gmt).time(includingFractionalSeconds: true)))"
        if event.level >= .warning { line += " \(event.level.rawValue.uppercased())" }
        line += " \(label): \(event.message)"
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { line += " \(key)=\(value)" }
        sink.write(line.replacing("\n", with: "⏎") + "\n")
    }
}
