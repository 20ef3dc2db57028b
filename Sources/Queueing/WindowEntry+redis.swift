import Foundation
import Pipelines
import Redis

extension WindowEntry {
    /// Reads `j` (16 bytes) and `a` (decimal digits); nil for an entry that is not ours, or was deleted.
    init?(_ stream: WindowStream, _ entry: RedisStreamEntry) {
        guard let job = entry.fields["j"], let attempt = entry.fields["a"] else { return nil }
        self.init(stream, id: EntryID(entry.id), job: job, attempt: attempt)
    }

    init?(_ stream: WindowStream, id: EntryID, job: [UInt8], attempt: [UInt8]) {
        guard let job = JobID(octets: job), let attempt = Int(String(decoding: attempt, as: UTF8.self)) else {
            return nil
        }
        self.init(stream: stream, id: id, hint: JobHint(id: job, attempt: attempt))
    }
}

extension EntryID {
    init(_ id: RedisStreamID) {
        self.init(milliseconds: id.milliseconds, sequence: id.sequence)
    }

    init(_ reply: RedisReply) throws(RedisError) {
        let text = try reply.string
        guard let id = RedisStreamID(text) else {
            throw RedisError(.unexpectedReply, "“\(text.prefix(80))” is not the id of an entry")
        }
        self.init(id)
    }
}

extension Identifier {
    /// Takes 16 bytes.
    init?(octets: [UInt8]) {
        guard octets.count == 16 else { return nil }
        self.init(
            UUID(
                uuid: (
                    octets[0], octets[1], octets[2], octets[3], octets[4], octets[5], octets[6], octets[7], octets[8],
                    octets[9], octets[10], octets[11], octets[12], octets[13], octets[14], octets[15]
                )))
    }
}
