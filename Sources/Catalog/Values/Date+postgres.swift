package import Foundation
package import Postgres

extension PostgresTimestamp {
    /// A moment, to the microsecond.
    package init(_ date: Date) {
        self.init(microsecondsSince1970: Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))
    }

    package var date: Date { Date(timeIntervalSince1970: Double(microsecondsSince1970) / 1_000_000) }
}
