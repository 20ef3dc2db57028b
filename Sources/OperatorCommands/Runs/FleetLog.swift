import Logging
import Observability

/// What a fleet inside a command logs: nothing but trouble, unless asked.
enum FleetLog {
    static func logger(verbose: Bool) -> Logger {
        let level: Logger.Level = verbose ? .info : .error
        return Logger(label: "presswork") { PlainLogHandler(label: $0, level: level, sink: .standardError) }
    }
}
