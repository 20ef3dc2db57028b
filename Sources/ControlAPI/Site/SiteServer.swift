package import EventLoops
import Foundation
import Pipelines

/// A folder that is served as a web site: of the demo and of tests.
package struct SiteServer: Sendable {
    /// Longer files are not served.
    static let fileLimit = 64 << 20

    private let root: String
    private let pool: ComputePool
    /// What was asked of it.
    package let visits = SiteVisits()

    /// - Parameters:
    ///   - folder: its path; what lies outside, symbolic links included, is not there.
    ///   - pool: reads the files.
    package init(folder: String, on pool: ComputePool) {
        root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        self.pool = pool
    }

    /// Reads what a request's path names.
    func page(at path: String) async throws -> SitePage? {
        guard let name = Self.relativeName(path) else { return nil }
        return try await pool.run { [root] in try Self.read(name, in: root) }
    }

    /// Decodes a path into a name below the root; `nil` for one that climbs, hides or is no text.
    static func relativeName(_ path: String) -> String? {
        guard path.utf8.count <= 4096, let decoded = path.removingPercentEncoding, decoded.hasPrefix("/") else {
            return nil
        }
        let parts = decoded.split(separator: "/", omittingEmptySubsequences: true)
        guard parts.allSatisfy({ !$0.hasPrefix(".") && !$0.contains("\\") && !$0.contains("\0") }) else { return nil }
        return parts.joined(separator: "/") + (decoded.hasSuffix("/") && !parts.isEmpty ? "/" : "")
    }

    private static func read(_ name: String, in root: String) throws -> SitePage? {
        var path = URL(fileURLWithPath: root + "/" + name).resolvingSymlinksInPath().path
        guard path == root || path.hasPrefix(root + "/"), var kind = try kind(of: path) else { return nil }
        if kind == .folder {
            guard name.isEmpty || name.hasSuffix("/") else { return .folder }
            path += "/index.html"
            guard let index = try Self.kind(of: path) else { return nil }
            kind = index
        } else if name.hasSuffix("/") {
            return nil
        }
        guard case .file(let size, let modified) = kind, size <= fileLimit else { return nil }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return .file(
            SiteFile(
                bytes: Array(bytes), contentType: ContentTypes.type(ofFileNamed: path),
                entityTag: "\"\(Digest(of: bytes).hex.prefix(32))\"", modified: modified))
    }

    private enum Kind: Equatable {
        case folder
        case file(size: Int, modified: Date)
    }

    private static func kind(of path: String) throws -> Kind? {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            return nil
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeDirectory?: return .folder
        case .typeRegular?:
            guard let size = attributes[.size] as? Int, let modified = attributes[.modificationDate] as? Date else {
                return nil
            }
            return .file(size: size, modified: modified)
        default: return nil
        }
    }
}
