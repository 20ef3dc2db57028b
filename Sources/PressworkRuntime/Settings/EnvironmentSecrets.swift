import Foundation
package import Pipelines

/// Secrets from the environment: `NAME`, or the contents of the file that `NAME_FILE` names.
package struct EnvironmentSecrets: SecretSource {
    private static let fileLimit = 64 << 10
    private let environment: [String: String]

    package init(environment: [String: String]) { self.environment = environment }

    package func secret(named name: String) -> Secret? {
        if let value = environment[name], !value.isEmpty { return Secret(value) }
        guard let path = environment["\(name)_FILE"] else { return nil }
        return Self.contents(of: path).map(Secret.init)
    }

    /// The environment with the contents of every `…_FILE` beside it, for the configuration's reader.
    func withFiles() -> [String: String] {
        var result = environment
        for (name, path) in environment where name.hasSuffix("_FILE") && Self.isOurs(name) {
            let plain = String(name.dropLast("_FILE".count))
            if result[plain] == nil { result[plain] = Self.contents(of: path) }
        }
        return result
    }

    private static func isOurs(_ name: String) -> Bool {
        name.hasPrefix("PRESSWORK_") || name.hasPrefix("OPENAI_")
    }

    /// The file's text without the line break that editors leave at its end.
    private static func contents(of path: String) -> String? {
        guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: fileLimit) else {
            return nil
        }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
