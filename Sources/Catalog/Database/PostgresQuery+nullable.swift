import Postgres

extension PostgresQuery.StringInterpolation {
    /// Binds a value or NULL. The label says that NULL is meant: the compiler takes an optional in a string for a slip.
    mutating func appendInterpolation<Value: PostgresEncodable>(nullable value: Value?) {
        appendInterpolation(value)
    }
}
