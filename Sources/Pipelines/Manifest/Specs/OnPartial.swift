/// What happens to what went out when something else failed.
package enum OnPartial: String, Sendable, Hashable, Codable, CaseIterable { case keep, withdraw, ask }
