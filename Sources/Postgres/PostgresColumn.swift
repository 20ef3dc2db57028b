/// A column of a result.
package struct PostgresColumn: Sendable, Hashable {
    package let name: String
    package let type: PostgresType
    /// False only for results of scripts, whose cells are text and cannot be decoded.
    let isBinary: Bool
}
