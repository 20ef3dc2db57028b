/// A statement and its parameters. Interpolation binds (`$1`, `$2`, …) and never splices text into the statement:
///
///     let query: PostgresQuery = "SELECT title FROM presswork.product WHERE id = \(id) AND state = \(state)"
///
/// The statement's text is what a connection's prepared statements are found by: keep what varies in parameters.
package struct PostgresQuery: Sendable, Equatable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package let sql: String
    package let parameters: [PostgresParameter]

    package init(stringLiteral value: String) {
        sql = value
        parameters = []
    }

    package init(stringInterpolation interpolation: StringInterpolation) {
        sql = interpolation.sql
        parameters = interpolation.parameters
    }

    /// Takes text that holds no value from outside, such as a migration's statement, with parameters for its `$n`.
    package init(trustedText sql: String, _ parameters: [PostgresParameter] = []) {
        self.sql = sql
        self.parameters = parameters
    }

    /// The text without the values, which may be private.
    package var description: String { sql }

    /// Collects text and parameters.
    package struct StringInterpolation: StringInterpolationProtocol {
        var sql = ""
        var parameters: [PostgresParameter] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + 3 * interpolationCount)
        }

        /// Adds a piece of SQL as it stands in the source.
        package mutating func appendLiteral(_ literal: String) {
            sql += literal
        }

        /// Binds a value.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            parameters.append(PostgresParameter(value))
            sql += "$\(parameters.count)"
        }

        /// Inserts a name, quoted, so that it is a name whatever it holds.
        package mutating func appendInterpolation(identifier name: String) {
            sql += "\"" + name.replacing("\"", with: "\"\"") + "\""
        }

        /// Inserts a piece of the statement that was written in the source.
        package mutating func appendInterpolation(literal: StaticString) {
            sql += "\(literal)"
        }
    }
}
