extension PipelineSchema {
    /// JSON Schema (draft 2020-12) of `pipeline.yaml` for editors, pretty enough to read: what `presswork schema` prints.
    package static func jsonSchema() throws -> String {
        var root = SchemaType.object(manifest).jsonSchemaMembers
        root["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
        root["title"] = .string("Presswork pipeline")
        return try JSONValue.object(root).prettyText() + "\n"
    }
}

extension SchemaType {
    /// The type as the members of a JSON Schema.
    var jsonSchemaMembers: [String: JSONValue] {
        switch self {
        case .scalar(let kind): kind.jsonSchemaMembers
        case .choice(let choices): Self.schema(of: choices)
        case .list(let element, let limit):
            [
                "type": .string("array"), "maxItems": .integer(Int64(limit)),
                "items": .object(element.jsonSchemaMembers),
            ]
        case .oneOrMore(let element, let limit):
            [
                "anyOf": .array([
                    .object(element.jsonSchemaMembers),
                    .object(SchemaType.list(element, limit: limit).jsonSchemaMembers),
                ])
            ]
        case .named(let element, let limit):
            [
                "type": .string("object"), "maxProperties": .integer(Int64(limit)),
                "propertyNames": .object(ScalarKind.name.jsonSchemaMembers),
                "additionalProperties": .object(element.jsonSchemaMembers),
            ]
        case .object(let object): object.jsonSchemaMembers
        case .either(let single, let mapping):
            ["anyOf": .array([.object(single.jsonSchemaMembers), .object(mapping.jsonSchemaMembers)])]
        case .free: [:]
        }
    }

    /// Words that YAML editors read as numbers or truth values are offered in both spellings.
    private static func schema(of choices: [SchemaChoice]) -> [String: JSONValue] {
        let words = choices.filter(\.isBuilt).map(\.word)
        let values: [JSONValue] = words.flatMap { word -> [JSONValue] in
            if word == "true" { return [.bool(true)] }
            if let number = Int64(word) { return [.integer(number)] }
            return [.string(word)]
        }
        return ["enum": .array(values)]
    }
}

extension SchemaObject {
    var jsonSchemaMembers: [String: JSONValue] {
        var properties: [String: JSONValue] = [:]
        for field in fields where field.isBuilt {
            var members = field.type.jsonSchemaMembers
            members["description"] = .string(field.summary)
            properties[field.key] = .object(members)
        }
        var schema: [String: JSONValue] = [
            "type": .string("object"), "additionalProperties": .bool(false), "properties": .object(properties),
        ]
        let required = fields.filter { $0.isRequired && $0.isBuilt }.map { JSONValue.string($0.key) }
        if !required.isEmpty { schema["required"] = .array(required) }
        let built = variants.filter { properties[$0] != nil }
        if !built.isEmpty {
            schema["oneOf"] = .array(built.map { .object(["required": .array([.string($0)])]) })
        }
        return schema
    }
}

extension ScalarKind {
    /// Scalars are text to the language; editors see what their YAML reader makes of them.
    var jsonSchemaMembers: [String: JSONValue] {
        switch self {
        case .flag: ["type": .string("boolean")]
        case .integer(let range):
            [
                "type": .string("integer"), "minimum": .integer(Int64(range.lowerBound)),
                "maximum": .integer(Int64(range.upperBound)),
            ]
        case .text: ["type": .array([.string("string"), .string("number"), .string("boolean")])]
        case .name: Self.text("^[a-z0-9]([a-z0-9_-]{0,62}[a-z0-9])?$")
        case .color: Self.text("^#[0-9A-Fa-f]{6}$")
        case .money: Self.text("^[0-9]{1,9}(\\.[0-9]{1,6})? [A-Z]{3}$")
        case .percent: Self.text("^(100|[1-9]?[0-9])%$")
        case .fraction: ["type": .string("number"), "minimum": .integer(0), "maximum": .integer(1)]
        case .duration: Self.text("^([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$")
        case .weekTime: Self.text("^(SUN|MON|TUE|WED|THU|FRI|SAT) ([01][0-9]|2[0-3]):[0-5][0-9]$")
        case .channel: Self.text("^[a-z0-9_-]+/[a-z0-9_-]+$")
        case .since: Self.text("^(last_issue|[0-9]{4}-[0-9]{2}-[0-9]{2})$")
        case .address: Self.text("^(https?://|\\{\\{)")
        case .path, .language, .mailAddress, .reference, .cron, .timeZone, .condition: ["type": .string("string")]
        }
    }

    private static func text(_ pattern: String) -> [String: JSONValue] {
        ["type": .string("string"), "pattern": .string(pattern)]
    }
}
