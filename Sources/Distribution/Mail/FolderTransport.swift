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
            let folder = try await folders.folder(of: channel)
            // The id is the ledger's key: the same letter has the same name, and a second writing finds the first.
            let key = try ObjectKey(folder.prefix + "\(id.prefix { $0 != "@" }).eml")
            _ = try await folder.store.put(key, message, mediaType: "message/rfc822", ifAbsent: true)
            return .confirmed(externalID: id, location: folder.location(of: key))
        } catch {
            return .notSent(reason: "the folder of \(channel.name) cannot be written: \(error)")
        }
    }

    /// Writing again under the same name changes nothing.
    package func lookUp(id: String, channel: Channel) async -> LookUp { .repeatable }
}
