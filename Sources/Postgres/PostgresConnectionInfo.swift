import CLibPQ

/// Where a database is and who asks: a libpq connection URI or keyword string, checked, and never shown.
///
/// TLS is chosen by libpq's own options (`sslmode=verify-full`, `sslrootcert=…`).
/// See https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING
package struct PostgresConnectionInfo: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    let text: String

    /// - Throws: `PostgresError` when libpq cannot read `text`. Its own words are left out: they may quote a password.
    package init(_ text: String) throws(PostgresError) {
        guard !text.utf8.contains(0), let options = unsafe PQconninfoParse(text, nil) else {
            throw PostgresError(
                .invalidConnectionInfo,
                "the database's address cannot be read; write postgresql://user@host:5432/name or host=… dbname=…")
        }
        unsafe PQconninfoFree(options)
        self.text = text
    }

    package var description: String { "PostgresConnectionInfo(…)" }
    package var debugDescription: String { description }
}
