import Distribution
import ObjectStorage
import Pipelines
import Transfers

/// Where a rehearsal's deliveries go: folders under one root, and a stand-in that speaks Gumroad's language.
package struct RehearsalPlaces: Sendable {
    /// Stands in letters when no gateway is configured: a rehearsal's links lead nowhere outside.
    static let gateway = "http://127.0.0.1:8080"

    /// Absolute path of the root.
    let root: String
    let store: any ObjectStore
    /// The stand-in's address, up to and with `/v2`.
    let gumroadURL: String

    /// `mail/<channel>/`, `site/<channel>/`, `social/<channel>/` under the root.
    var folders: FolderSource {
        let (store, root) = (store, root)
        return FolderSource { channel in
            let kind = channel.name.kind == .email ? "mail" : channel.name.kind.rawValue
            return ChannelFolder(store: store, prefix: "\(kind)/\(channel.name.name)/", base: root + "/")
        }
    }

    func gumroad(_ platform: Platform) -> GumroadAPI {
        GumroadAPI(
            client: platform.http, base: gumroadURL, secrets: platform.settings.secrets, addressPolicy: .any,
            standInToken: Secret("rehearsal"))
    }
}
