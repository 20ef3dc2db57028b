/// A part of a list.
package struct ObjectPage: Sendable {
    package let objects: [ObjectInfo]
    /// Where the next page begins; nil after the last. A page can be empty and not the last.
    package let next: String?
}
