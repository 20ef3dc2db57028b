/// `planned → armed → sent → confirmed | failed | unknown` (docs/effects.md).
package enum DeliveryState: String, Sendable, Hashable, Codable, CaseIterable {
    case planned, armed, sent, confirmed, failed, unknown
}
