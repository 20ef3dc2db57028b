import Pipelines

extension Shipment {
    /// The files that buyers get: those of the formats that the manifest names, or the book.
    var saleFiles: [AssetReference] {
        let formats = distribution.files.isEmpty ? [.epub] : distribution.files
        return formats.flatMap { format in
            version.assets.filter { asset in
                switch format {
                case .epub: asset.mediaType == "application/epub+zip"
                case .html: asset.mediaType == "text/html"
                case .text: asset.mediaType == "text/plain"
                }
            }
        }
    }
}
