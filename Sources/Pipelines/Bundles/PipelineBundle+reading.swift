import Foundation

extension PipelineBundle {
    /// Reads a folder, or a single manifest, from disk. Blocks: call it where blocking is allowed.
    ///
    /// Hidden files are left out. Symbolic links are refused, so that nothing outside the folder can be stored.
    package static func reading(_ path: String) throws(BundleError) -> PipelineBundle {
        switch try kind(of: path, named: path) {
        case .typeDirectory:
            var files: [String: [UInt8]] = [:]
            var bytes = 0
            try collect(path, prefix: "", depth: 0, into: &files, bytes: &bytes)
            return try PipelineBundle(files: files)
        case .typeRegular:
            var bytes = 0
            return try PipelineBundle(manifest: contents(of: path, named: path, total: &bytes))
        default:
            throw BundleError(code: .notAFile, message: "`\(path)` is neither a folder nor a file.")
        }
    }

    private static func collect(
        _ folder: String, prefix: String, depth: Int, into files: inout [String: [UInt8]], bytes: inout Int
    ) throws(BundleError) {
        guard depth <= depthLimit else {
            throw BundleError(code: .tooDeep, message: "`\(prefix)` is nested deeper than \(depthLimit) folders.")
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw BundleError(code: .unreadable, message: "`\(folder)` cannot be listed.", underlying: error)
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            let relative = prefix.isEmpty ? name : "\(prefix)/\(name)"
            switch try kind(of: path, named: relative) {
            case .typeDirectory:
                try collect(path, prefix: relative, depth: depth + 1, into: &files, bytes: &bytes)
            case .typeRegular:
                guard files.count < fileLimit else {
                    throw BundleError(code: .tooMany, message: "`\(folder)` holds more than \(fileLimit) files.")
                }
                files[relative] = try contents(of: path, named: relative, total: &bytes)
            case .typeSymbolicLink:
                throw BundleError(
                    code: .symbolicLink,
                    message: "`\(relative)` is a symbolic link: a bundle holds its files itself, so copy it.")
            default:
                throw BundleError(code: .notAFile, message: "`\(relative)` is neither a folder nor a file.")
            }
        }
    }

    /// The kind of the entry itself: links are not followed.
    private static func kind(of path: String, named name: String) throws(BundleError) -> FileAttributeType? {
        do {
            return try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        } catch {
            throw BundleError(code: .notFound, message: "There is no `\(name)`.", underlying: error)
        }
    }

    private static func contents(of path: String, named name: String, total: inout Int) throws(BundleError) -> [UInt8] {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            total += size
            data = total <= byteLimit ? try Data(contentsOf: URL(fileURLWithPath: path)) : Data()
        } catch {
            throw BundleError(code: .unreadable, message: "`\(name)` cannot be read.", underlying: error)
        }
        guard total <= byteLimit else {
            throw BundleError(code: .tooLarge, message: "With `\(name)` the bundle has more than \(byteLimit) bytes.")
        }
        return Array(data)
    }
}
