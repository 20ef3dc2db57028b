/// Which statements a connection has prepared, and under which name. Pure.
struct StatementCache {
    /// Statements are the same when text and parameter types are.
    struct Key: Hashable {
        let sql: String
        let types: [PostgresType]

        init(_ query: PostgresQuery) {
            sql = query.sql
            types = query.parameters.map(\.type)
        }
    }

    /// How to send a statement.
    enum Plan: Equatable {
        case prepared(String)
        case prepareFirst(String)
        /// The cache is full: without a name.
        case unnamed
    }

    private var names: [Key: String] = [:]
    private var pending: [Key: String] = [:]
    private var lastNumber = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Decides for one statement of the pipeline being sent.
    mutating func plan(_ key: Key) -> Plan {
        if let name = names[key] ?? pending[key] { return .prepared(name) }
        guard names.count + pending.count < capacity else { return .unnamed }
        lastNumber += 1
        pending[key] = "p\(lastNumber)"
        return .prepareFirst("p\(lastNumber)")
    }

    /// The server has answered to the preparation.
    mutating func settle(_ key: Key, succeeded: Bool) {
        let name = pending.removeValue(forKey: key)
        if succeeded { names[key] = name }
    }

    /// The server no longer takes the statement: it was dropped, or its plan would return other columns.
    mutating func forget(_ key: Key) {
        names[key] = nil
    }
}
