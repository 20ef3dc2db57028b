/// What is known of an object without reading it.
package struct ObjectInfo: Sendable, Equatable {
    package let key: ObjectKey
    /// In bytes.
    package let size: Int
    /// Nil where the store does not keep it, and in lists.
    package let mediaType: String?
}
