import Foundation

/// The sources of the package as text, found from this file's own place.
enum SourceTree {
    /// One Swift file.
    struct File {
        let target: String
        /// Relative to the package's root.
        let path: String
        let lines: [String]

        /// Modules that the file imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").map(String.init)
                guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                    words[..<position].allSatisfy({ Self.modifiers.contains($0) || $0.hasPrefix("@") })
                else { return nil }
                let kinds: Set<String> = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
                let name = kinds.contains(words[position + 1]) ? words[position + 2] : words[position + 1]
                return String(name.split(separator: ".")[0])
            }
        }

        private static let modifiers: Set<String> = ["public", "package", "internal", "private", "fileprivate"]
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every Swift file under `Sources`.
    static func files() throws -> [File] {
        let sources = root.appending(path: "Sources")
        let targets = try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted()
        return try targets.flatMap { target in
            try swiftFiles(under: sources.appending(path: target)).map { url in
                let text = try String(contentsOf: url, encoding: .utf8)
                return File(
                    target: target, path: String(url.path.dropFirst(root.path.count + 1)),
                    lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
            }
        }
    }

    /// The names of the C modules: folders of `Sources` that hold a module map.
    static func cModules() throws -> Set<String> {
        let sources = root.appending(path: "Sources")
        return Set(
            try FileManager.default.contentsOfDirectory(atPath: sources.path).filter {
                FileManager.default.fileExists(atPath: sources.appending(path: "\($0)/module.modulemap").path)
            })
    }

    private static func swiftFiles(under folder: URL) throws -> [URL] {
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        return walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
    }
}
