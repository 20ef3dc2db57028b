import ObjectStorage
package import Pipelines

/// Puts a version's files into a folder or bucket: `site` replaces what is there, `social` adds a folder for each post.
/// Keys follow from the product, so writing again after a lost reply changes nothing.
package struct FolderChannel: ChannelAdapter {
    package let kind: ChannelKind

    private static let assetLimit = 256 << 20
    private let folders: FolderSource

    package init(kind: ChannelKind, folders: FolderSource) {
        self.kind = kind
        self.folders = folders
    }

    package func deliver(_ shipment: Shipment, in context: any StageContext) async -> DeliveryOutcome {
        do {
            let folder = try await folders.folder(of: shipment.delivery.plan.channel)
            let product = shipment.version.product
            let place = folder.prefix + [product.product, product.itemKey].map(Self.segment).joined(separator: "/")
            var first: String?
            for asset in chosen(shipment) {
                let bytes = try await context.load(asset.digest, limit: Self.assetLimit)
                let key = try ObjectKey("\(place)/\(Self.segment(asset.fileName))")
                _ = try await folder.store.put(key, bytes, mediaType: asset.mediaType, ifAbsent: false)
                first = first ?? folder.location(of: key)
            }
            return .confirmed(externalID: place, location: first)
        } catch {
            return .notSent(reason: "the files of \(shipment.version.product) could not be written: \(error)")
        }
    }

    package func lookUp(_ shipment: Shipment, in context: any StageContext) async -> LookUp { .repeatable }

    /// Pages first: the first location is what people are told.
    private func chosen(_ shipment: Shipment) -> [AssetReference] {
        let order: [AssetRole] = [.page, .letter, .post, .book, .card, .cover, .header, .thumbnail]
        let wanted = shipment.version.assets.filter { order.contains($0.role) }
        return wanted.sorted {
            (order.firstIndex(of: $0.role) ?? 0, $0.fileName) < (order.firstIndex(of: $1.role) ?? 0, $1.fileName)
        }
    }

    /// Letters, digits, `.`, `_` and `-` of the portable key grammar; a leading dot would hide the file.
    private static func segment(_ text: String) -> String {
        let kept = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        let name = String(String(kept).drop { $0 == "." }.prefix(120))
        return name.isEmpty ? "item" : name
    }
}
