/// An agent's file: front matter between lines of `---`, then the prompt.
enum AgentFile {
    private static let folder = "agents/"
    private static let suffix = ".md"

    static func path(_ name: String) -> String { folder + name + suffix }

    /// The agent's name, when `path` is an agent's file.
    static func name(_ path: String) -> String? {
        guard path.hasPrefix(folder), path.hasSuffix(suffix) else { return nil }
        let name = String(path.dropFirst(folder.count).dropLast(suffix.count))
        return ManifestScalar.isName(name) ? name : nil
    }

    struct Parts {
        /// YAML that begins on the file's second line; `nil` when the file has none.
        var frontMatter: [UInt8]?
        var prompt: String
        /// The line on which the prompt begins, from 1.
        var promptLine: Int
    }

    static func split(_ bytes: [UInt8], file: String) throws(ManifestProblem) -> Parts {
        func problem(_ kind: ManifestProblem.Kind, _ message: String) -> ManifestProblem {
            ManifestProblem(kind: kind, file: file, line: 1, column: 1, message: message)
        }
        guard bytes.count <= ManifestYAML.sizeLimit else {
            throw problem(.limit, "An agent's file has at most \(ManifestYAML.sizeLimit) bytes.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem(.syntax, "The file is not valid UTF-8.")
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        var parts = Parts(frontMatter: nil, prompt: "", promptLine: 1)
        var first = 0
        if lines.first == "---" {
            guard let end = lines.dropFirst().firstIndex(of: "---") else {
                throw problem(.syntax, "The front matter that begins with `---` has no end.")
            }
            parts.frontMatter = Array(lines[1..<end].joined(separator: "\n").utf8)
            first = end + 1
        }
        while first < lines.count, lines[first].allSatisfy(\.isWhitespace) { first += 1 }
        guard first < lines.count else { throw problem(.missingKey, "The agent has no prompt.") }
        parts.prompt = lines[first...].joined(separator: "\n")
        parts.promptLine = first + 1
        return parts
    }
}
