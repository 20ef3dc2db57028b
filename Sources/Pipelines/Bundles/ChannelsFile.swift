/// `channels.yaml`: the accounts that manifests name as `kind/name`. Secrets stand in it by name only.
///
///     channels:
///       gumroad/tank-shop:
///         account: tank
///         token: { secret: GUMROAD_TOKEN }
package struct ChannelsFile {
    private var problems: [ManifestProblem] = []
    private let file: String
    private let files: [String: [UInt8]]?

    /// Channels in one file.
    static let channelLimit = 1_000

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - file: how problems name it.
    ///   - files: the bundle that the file stands in; files that channels name must be there. `nil`: not checked.
    package static func parse(
        _ bytes: [UInt8], file: String = PipelineBundle.channelsName, files: [String: [UInt8]]? = nil
    ) -> Result<[Channel], ManifestProblems> {
        var reader = ChannelsFile(file: file, files: files)
        let channels = reader.read(bytes)
        return reader.problems.isEmpty ? .success(channels) : .failure(ManifestProblems(reader.problems))
    }

    private init(file: String, files: [String: [UInt8]]?) {
        self.file = file
        self.files = files
    }

    private mutating func read(_ bytes: [UInt8]) -> [Channel] {
        var yaml = ManifestYAML(file: file)
        let node = yaml.parse(bytes)
        problems += yaml.problems
        guard let node else { return [] }
        for entry in node.entries where entry.key != "channels" {
            report(
                .unknownKey, entry.place, entry.key, "The file has no key `\(SchemaChecker.shortened(entry.key))`.",
                suggestion: Suggestion.nearest(to: entry.key, in: ["channels"]))
        }
        guard let list = node.entry("channels"), case .mapping(let entries) = list.value.content else {
            report(
                .missingKey, node.place, "channels",
                "The file needs `channels`, a mapping from `kind/name` to settings.")
            return []
        }
        if let extra = entries[safe: Self.channelLimit] {
            report(.limit, extra.place, "channels", "At most \(Self.channelLimit) channels fit here.")
        }
        return entries.prefix(Self.channelLimit).compactMap { channel($0) }
    }

    private mutating func channel(_ entry: ManifestNode.Entry) -> Channel? {
        let field = "channels.\(entry.key)"
        guard ScalarKind.channel.accepts(entry.key), let name = ChannelName(text: entry.key) else {
            reportName(entry, field)
            return nil
        }
        let schema = ChannelSchema.object(for: name.kind)
        var checker = SchemaChecker(file: file)
        checker.check(entry.value, .object(schema), path: field, key: entry.place)
        problems += checker.problems
        var settings: [String: String] = [:]
        var secrets: [String: String] = [:]
        for setting in entry.value.entries where setting.key != "account" {
            if let secret = setting.value["secret"]?.text {
                secrets[setting.key] = secret
            } else if let text = setting.value.text {
                settings[setting.key] = text
            }
        }
        if let files, let node = entry.value["subscribers"], let path = node.text, files[path] == nil {
            report(
                .missingFile, node.place, "\(field).subscribers",
                "The bundle has no file `\(SchemaChecker.shortened(path))`.",
                suggestion: Suggestion.nearest(to: path, in: files.keys.sorted()))
        }
        return Channel(
            name: name, account: entry.value["account"]?.text ?? "", settings: settings, secrets: secrets)
    }

    private mutating func reportName(_ entry: ManifestNode.Entry, _ field: String) {
        let kind = String(entry.key.prefix { $0 != "/" })
        if PipelineSchema.laterChannelKinds.contains(kind) {
            return report(
                .notBuilt, entry.place, field, "Channels of kind `\(kind)` are part of the language, but not built yet."
            )
        }
        let kinds = ChannelKind.allCases.map(\.rawValue)
        report(
            .invalidValue, entry.place, field,
            "A channel is called `kind/name` with a kind of \(kinds.joined(separator: ", ")).",
            suggestion: Suggestion.nearest(to: kind, in: kinds).map { $0 + entry.key.dropFirst(kind.count) })
    }

    private mutating func report(
        _ kind: ManifestProblem.Kind, _ place: SourcePlace, _ field: String, _ message: String,
        suggestion: String? = nil
    ) {
        problems.append(
            ManifestProblem(
                kind: kind, file: file, line: place.line, column: place.column, field: field, message: message,
                suggestion: suggestion))
    }
}
