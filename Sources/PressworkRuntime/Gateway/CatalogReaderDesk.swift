import Catalog
import ControlAPI

/// The gateway's readers, over the catalog.
struct CatalogReaderDesk: ReaderDesk {
    let subscribers: SubscriberStore

    func reader(token: String) async throws -> ReaderCard? {
        guard let reader = try await subscribers.reader(token: token) else { return nil }
        return ReaderCard(
            publication: reader.channel, maskedAddress: Self.masked(reader.address), isSubscribed: reader.isSubscribed)
    }

    func unsubscribe(token: String) async throws -> Bool {
        switch try await subscribers.unsubscribe(token: token) {
        case .done: true
        case .unknown: false
        }
    }

    /// `a…@example.org`.
    private static func masked(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@") else { return "…" }
        return address.prefix(1) + "…" + address[at...]
    }
}
