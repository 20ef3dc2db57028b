import Foundation

/// Who gives commands, for the record.
enum Operator {
    /// The name that the system knows.
    static var name: String { NSUserName().isEmpty ? "operator" : NSUserName() }
}
