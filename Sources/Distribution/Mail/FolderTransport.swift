import ObjectStorage
package import Pipelines

/// Writes each letter as an `.eml` file: what a rehearsal sends, and a channel for people who send by other means.
package struct FolderTransport: MailTransport {
    private let folders: FolderSource

    package init(folders: FolderSource) { self.folders = folders }

    package func send(
        _ message: [UInt8], id: String, from: String, to recipient: String, channel: Channel
    ) async -> DeliveryOutcome {
        do {
            let (folder, key) = try await place(of: id, channel)
            _ = try await folder.store.put(key, message, mediaType: "message/rfc822", ifAbsent: true)
            return .confirmed(externalID: id, location: folder.location(of: key))
        } catch {
            return .notSent(reason: "the folder of \(channel.name) cannot be written: \(error)")
        }
    }

    /// Files are whole or not there; writing again under the same name changes nothing.
    package func lookUp(id: String, channel: Channel) async -> LookUp {
        do {
            let (folder, key) = try await place(of: id, channel)
            guard try await folder.store.head(key) != nil else { return .repeatable }
            return .found(externalID: id, location: folder.location(of: key))
        } catch {
            return .unavailable(reason: "the folder of \(channel.name) cannot be read: \(error)")
        }
    }

    /// The id is the ledger's key: the same letter has the same name, and a second writing finds the first.
    private func place(of id: String, _ channel: Channel) async throws -> (ChannelFolder, ObjectKey) {
        let folder = try await folders.folder(of: channel)
        return (folder, try ObjectKey(folder.prefix + "\(id.prefix { $0 != "@" }).eml"))
    }
}
