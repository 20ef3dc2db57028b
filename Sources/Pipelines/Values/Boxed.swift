/// Keeps a large value behind one reference, so that what holds it is copied in an instant. Writing replaces the box.
@propertyWrapper
package struct Boxed<Value: Sendable>: Sendable {
    private final class Storage: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var storage: Storage

    package init(wrappedValue: Value) {
        storage = Storage(wrappedValue)
    }

    package var wrappedValue: Value {
        get { storage.value }
        set { storage = Storage(newValue) }
    }

    /// The box itself, to be shared.
    package var projectedValue: Boxed {
        get { self }
        set { self = newValue }
    }
}
