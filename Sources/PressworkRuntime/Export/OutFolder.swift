import Catalog
import EventLoops
import Foundation
import Pipelines

/// `out/`: the newest version of everything that a pipeline has made, as files, with one page that shows it all.
///
/// It is a copy for people. The truth is in the catalog and the object storage, so a deleted folder is written again.
package struct OutFolder: Sendable {
    /// Products that are copied at most; the page says so when there are more.
    static let productLimit = 200

    package let path: String

    package init(_ path: String = "out") { self.path = path }

    /// Writes the files and the page; returns the page's path and what was exported.
    @discardableResult
    package func write(
        pipeline: String, from platform: Platform
    ) async throws -> (page: String, products: [ExportedProduct]) {
        let summaries = try await platform.products.list(
            pipeline: pipeline, limit: Self.productLimit, for: platform.tenant)
        var exported: [ExportedProduct] = []
        for summary in summaries {
            let versions = try await platform.products.versions(of: summary.identity, for: platform.tenant)
            guard let newest = versions.first else { continue }
            exported.append(try await copy(newest, from: platform))
        }
        let page = IndexPage(pipeline: pipeline, products: exported).html
        let file = "\(path)/index.html"
        try await put(Array(page.utf8), at: file, platform)
        return (file, exported)
    }

    private func copy(_ record: ProductVersionRecord, from platform: Platform) async throws -> ExportedProduct {
        let product = record.reference.product
        let folder = [product.product, product.itemKey].map(Self.segment).joined(separator: "/")
        var paths: [String] = []
        for asset in record.reference.assets {
            let relative = "\(folder)/\(Self.segment(asset.fileName))"
            let target = "\(path)/\(relative)"
            paths.append(relative)
            let bytes = try await platform.products.bytes(of: asset, for: platform.tenant)
            try await put(asset.role == .letter ? Self.readable(bytes, record) : bytes, at: target, platform)
        }
        let manuscript = try await platform.products.manuscript(
            record.reference.manuscript, for: platform.tenant)
        var seen: Set<String> = []
        let sources = manuscript.sections.flatMap(\.sources).filter { seen.insert($0.url).inserted }
        return ExportedProduct(record: record, paths: paths, provenance: manuscript.provenance, sources: sources)
    }

    /// A letter as it can be looked at here: its picture beside it, its readers' links leading nowhere.
    private static func readable(_ bytes: [UInt8], _ record: ProductVersionRecord) -> [UInt8] {
        let picture = record.reference.assets.first { $0.role == .header }.map { segment($0.fileName) } ?? ""
        let text = String(decoding: bytes, as: UTF8.self)
            .replacing(LetterMarker.headerImage.rawValue, with: picture)
            .replacing(LetterMarker.unsubscribeURL.rawValue, with: "#")
            .replacing(LetterMarker.viewURL.rawValue, with: "#")
        return Array(text.utf8)
    }

    private func put(_ bytes: [UInt8], at target: String, _ platform: Platform) async throws {
        try await platform.pool.run {
            let url = URL(filePath: target)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        }
    }

    /// One name of a path: nothing that could leave the folder.
    private static func segment(_ text: String) -> String {
        let kept = String(text.map { $0 == "/" || $0 == "\0" ? "-" : $0 }.drop { $0 == "." }.prefix(120))
        return kept.isEmpty ? "item" : kept
    }
}
