/// What a value of the language may be. One description drives validation and the JSON Schema for editors.
package indirect enum SchemaType: Sendable {
    case scalar(ScalarKind)
    case choice([SchemaChoice])
    case list(SchemaType, limit: Int)
    /// One value, or a list of them.
    case oneOrMore(SchemaType, limit: Int)
    /// A mapping from names of the author's own.
    case named(SchemaType, limit: Int)
    case object(SchemaObject)
    /// One thing when it is written as a single value, another when it is a mapping.
    case either(single: SchemaType, mapping: SchemaType)
    /// Anything: JSON that somebody else defines, or what is not built yet.
    case free
}
