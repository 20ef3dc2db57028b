package import ObjectStorage

/// A place in a store that a channel writes to.
package struct ChannelFolder: Sendable {
    package var store: any ObjectStore
    /// Empty, or ends with `/`.
    package var prefix: String
    /// What goes before a key to tell people where it is: a folder's path, a bucket's URL; ends with `/`.
    package var base: String

    package init(store: any ObjectStore, prefix: String, base: String) {
        self.store = store
        self.prefix = prefix
        self.base = base
    }

    func location(of key: ObjectKey) -> String { base + key.text }
}
