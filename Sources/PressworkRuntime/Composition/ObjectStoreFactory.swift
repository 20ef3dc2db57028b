import Distribution
import EventLoops
import Foundation
import ObjectStorage
import Pipelines
import Transfers

/// Opens the stores that settings and channels name.
struct ObjectStoreFactory: Sendable {
    let settings: Settings
    let http: HTTPClient
    let pool: ComputePool

    /// The store of `PRESSWORK_OBJECTS_URL`.
    func open() async throws -> any ObjectStore {
        guard let url = settings.objectsURL else { throw Platform.missing("PRESSWORK_OBJECTS_URL") }
        return try await open(url)
    }

    /// A store by its URL.
    ///
    /// - Throws: `ObjectStoreError`, or ``RuntimeError`` when a bucket's keys are not set.
    func open(_ url: String) async throws -> any ObjectStore {
        switch try ObjectStoreURL(url) {
        case .folder(let path): return try await FolderStore(path: path, on: pool)
        case .bucket(let location):
            guard let key = settings.secrets.secret(named: "AWS_ACCESS_KEY_ID"),
                let secret = settings.secrets.secret(named: "AWS_SECRET_ACCESS_KEY")
            else {
                throw RuntimeError(
                    .secretMissing,
                    "\(url) needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the same names with _FILE.")
            }
            let token = settings.secrets.secret(named: "AWS_SESSION_TOKEN")?.revealed
            let credentials = StorageCredentials(
                accessKey: key.revealed, secret: secret.revealed, sessionToken: token)
            return S3Store(location, credentials: credentials, over: http)
        }
    }

    /// The place that a channel's `folder` or `bucket` setting names. A relative folder is one of the working directory;
    /// `url` says where readers find it.
    func folder(of channel: Channel) async throws -> ChannelFolder {
        let address = channel.settings["url"].map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        if let path = channel.settings["folder"] {
            let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
            try FileManager.default.createDirectory(atPath: absolute, withIntermediateDirectories: true)
            return ChannelFolder(
                store: try await FolderStore(path: absolute, on: pool), prefix: "", base: address ?? absolute + "/")
        }
        guard let bucket = channel.settings["bucket"] else {
            throw StageError(
                code: "channel.place", message: "\(channel.name) needs a `folder` or a `bucket` in channels.yaml.",
                disposition: .discard)
        }
        let place = bucket.prefix { $0 != "?" }
        return ChannelFolder(store: try await open(bucket), prefix: "", base: address ?? place + "/")
    }
}
