import EventLoops

@testable import ControlAPI

/// Readers in memory; counts what it was asked to do.
final class MemoryReaderDesk: ReaderDesk {
    private let readers: Locked<[String: ReaderCard]>
    private let asked = Locked(0)

    init(_ readers: [String: ReaderCard]) { self.readers = Locked(readers) }

    var unsubscribeCalls: Int { asked.withLock { $0 } }

    func isSubscribed(_ token: String) -> Bool? { readers.withLock { $0[token]?.isSubscribed } }

    func reader(token: String) async throws -> ReaderCard? { readers.withLock { $0[token] } }

    func unsubscribe(token: String) async throws -> Bool {
        asked.withLock { $0 += 1 }
        return readers.withLock { readers in
            guard let card = readers[token] else { return false }
            readers[token] = ReaderCard(
                publication: card.publication, maskedAddress: card.maskedAddress, isSubscribed: false)
            return true
        }
    }
}
