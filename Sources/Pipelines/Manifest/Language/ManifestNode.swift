/// A value of a manifest as it was written: scalars are text, whatever YAML's resolver would make of them.
package struct ManifestNode: Sendable, Hashable {
    /// One scalar, list or mapping.
    package indirect enum Content: Sendable, Hashable {
        /// `isPlain`: written without quotes, so that an empty one is no value at all.
        case scalar(String, isPlain: Bool)
        case list([ManifestNode])
        case mapping([Entry])
    }

    /// One key and its value.
    package struct Entry: Sendable, Hashable {
        package var key: String
        package var place: SourcePlace
        package var value: ManifestNode
    }

    package var content: Content
    package var place: SourcePlace

    /// The text of a scalar; `nil` for other nodes and for a value that was left out (`title:`).
    package var text: String? {
        guard case .scalar(let text, let isPlain) = content else { return nil }
        return text.isEmpty && isPlain ? nil : text
    }

    /// The values of a list; a single value counts as a list of one.
    package var values: [ManifestNode] {
        switch content {
        case .list(let values): values
        case .scalar: text == nil ? [] : [self]
        case .mapping: [self]
        }
    }

    /// The entries of a mapping; empty elsewhere.
    package var entries: [Entry] {
        guard case .mapping(let entries) = content else { return [] }
        return entries
    }

    /// The value of `key`, if this is a mapping that has it.
    package subscript(key: String) -> ManifestNode? { entry(key)?.value }

    /// The entry of `key`, if this is a mapping that has it.
    package func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

    /// What a person would call this kind of value.
    var kindName: String {
        switch content {
        case .scalar: text == nil ? "nothing" : "a single value"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
