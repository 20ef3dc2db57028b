/// What becomes of an item of which something went out and a channel refused something else for good.
///
/// `keep`: what went out stays, what comes after it goes on, and the item ends. `ask`: a person decides, by the dead letter.
/// `withdraw` is part of the language and not built: a stored manifest that says it asks.
package enum OnPartial: String, Sendable, Hashable, Codable, CaseIterable { case keep, withdraw, ask }
