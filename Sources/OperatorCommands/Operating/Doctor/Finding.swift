/// What the doctor found about one thing.
struct Finding: Encodable, Sendable, Hashable {
    /// How bad it is.
    enum Level: String, Encodable, Sendable { case good, advice, bad }

    var name: String
    var level: Level
    var message: String
    /// What to do; `nil` when nothing is to be done.
    var remedy: String?

    static func good(_ name: String, _ message: String) -> Finding {
        Finding(name: name, level: .good, message: message, remedy: nil)
    }

    /// Something that is not needed for every use.
    static func advice(_ name: String, _ message: String, _ remedy: String) -> Finding {
        Finding(name: name, level: .advice, message: message, remedy: remedy)
    }

    /// Something without which nothing works.
    static func bad(_ name: String, _ message: String, _ remedy: String? = nil) -> Finding {
        Finding(name: name, level: .bad, message: message, remedy: remedy)
    }

    /// The line's sign with its colour.
    var sign: (text: String, style: Style) {
        switch level {
        case .good: ("✓", .green)
        case .advice: ("!", .yellow)
        case .bad: ("✗", .red)
        }
    }
}
