/// Why a cell is not the value that was asked for; the row adds which cell.
package struct PostgresDecodingError: Error, Sendable, CustomStringConvertible {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    /// `value` holds a type that `Value` cannot be read from.
    package init<Value>(_ type: PostgresType, isNot value: Value.Type) {
        self.init("the type \(type) cannot be read as \(value)")
    }

    package var description: String { message }
}
