/// `send`: when append channels may be reached.
package struct SendSpec: Sendable, Hashable, Codable {
    /// Whose clock counts.
    package enum Zone: String, Sendable, Hashable, Codable, CaseIterable { case brand, reader }

    /// `MON 07:00`.
    package var at: String
    package var zone: Zone
    /// Seconds after which an issue is too old to be sent.
    package var staleAfter: Int?

    package init(at: String, zone: Zone = .brand, staleAfter: Int? = nil) {
        self.at = at
        self.zone = zone
        self.staleAfter = staleAfter
    }
}
