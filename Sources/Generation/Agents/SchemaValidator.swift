package import Pipelines

/// Checks JSON against the part of JSON Schema that all providers understand: `type`, `properties`, `required`,
/// `additionalProperties: false`, `items`, `enum`, and the limits of strings, arrays and numbers.
package enum SchemaValidator {
    private static let depthLimit = 32

    /// The first problem, as a sentence that names the place (`$.sections[2].heading`), or `nil`.
    package static func problem(of value: JSONValue, against schema: JSONValue) -> String? {
        problem(of: value, against: schema, at: "$", depth: 0)
    }

    private static func problem(of value: JSONValue, against schema: JSONValue, at path: String, depth: Int) -> String?
    {
        guard depth < depthLimit else { return "\(path) is nested too deep." }
        if case .string(let type)? = schema["type"], !matches(value, type) { return "\(path) is not of type \(type)." }
        if case .array(let allowed)? = schema["enum"], !allowed.contains(value) {
            return "\(path) is none of the allowed values."
        }
        switch value {
        case .string(let text): return limits(text.count, schema, "minLength", "maxLength", path, "characters")
        case .array(let items):
            return limits(items.count, schema, "minItems", "maxItems", path, "entries")
                ?? itemProblem(items, schema, path, depth)
        case .object(let members): return memberProblem(members, schema, path, depth)
        case .integer(let number): return range(Double(number), schema, path)
        case .number(let number): return range(number, schema, path)
        case .bool, .null: return nil
        }
    }

    private static func itemProblem(_ items: [JSONValue], _ schema: JSONValue, _ path: String, _ depth: Int) -> String?
    {
        guard let itemSchema = schema["items"] else { return nil }
        for (index, item) in items.enumerated() {
            if let found = problem(of: item, against: itemSchema, at: "\(path)[\(index)]", depth: depth + 1) {
                return found
            }
        }
        return nil
    }

    private static func memberProblem(
        _ members: [String: JSONValue], _ schema: JSONValue, _ path: String, _ depth: Int
    ) -> String? {
        if case .array(let required)? = schema["required"] {
            for case .string(let name) in required where members[name] == nil { return "\(path).\(name) is missing." }
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let memberSchema = schema["properties"]?[name] {
                let place = "\(path).\(name)"
                if let found = problem(of: member, against: memberSchema, at: place, depth: depth + 1) { return found }
            } else if schema["additionalProperties"] == .bool(false) {
                return "\(path).\(name) is not allowed."
            }
        }
        return nil
    }

    private static func limits(
        _ count: Int, _ schema: JSONValue, _ least: String, _ most: String, _ path: String, _ unit: String
    ) -> String? {
        if case .integer(let limit)? = schema[least], count < limit {
            return "\(path) has fewer than \(limit) \(unit)."
        }
        if case .integer(let limit)? = schema[most], count > limit { return "\(path) has more than \(limit) \(unit)." }
        return nil
    }

    private static func range(_ number: Double, _ schema: JSONValue, _ path: String) -> String? {
        if let least = bound(schema["minimum"]), number < least { return "\(path) is less than \(least)." }
        if let most = bound(schema["maximum"]), number > most { return "\(path) is more than \(most)." }
        return nil
    }

    private static func bound(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    private static func matches(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
            ("integer", .integer), ("number", .integer), ("number", .number):
            true
        default: false
        }
    }
}
