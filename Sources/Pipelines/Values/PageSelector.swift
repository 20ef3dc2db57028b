/// Which parts of a page are meant, in the words of CSS: `article .body > p, #content`.
///
/// Elements, `*`, `#id`, `.class`, `[name]` and `[name=value]` with `~= ^= $= *=`, one inside another (a blank) or right
/// inside another (`>`), and alternatives between commas. What depends on order or state (`:first-child`) is refused.
package struct PageSelector: Sendable, Hashable, CustomStringConvertible {
    /// What one element must be.
    package struct Step: Sendable, Hashable {
        /// In lower case; nil for any element.
        package var tag: String?
        package var conditions: [Condition] = []
        /// Whether it stands right inside the step before, and not anywhere in it.
        package var isChild = false
    }

    /// What an element has beside its name.
    package enum Condition: Sendable, Hashable {
        case id(String)
        case `class`(String)
        case attribute(name: String, Comparison, value: String)
    }

    /// How an attribute is compared.
    package enum Comparison: Sendable, Hashable {
        case exists, equals, hasWord, begins, ends, contains
    }

    /// From the outermost element to the one that is meant; at least one, each with at least one step.
    package let alternatives: [[Step]]
    /// As it was written.
    package let description: String

    /// Steps of one alternative.
    package static let stepLimit = 8
    /// Alternatives of one selector.
    package static let alternativeLimit = 50

    /// Nil for what is no selector of this kind.
    package init?(_ text: String) { self.init([text]) }

    /// What any of several selectors means; nil where one of them is none.
    package init?(_ texts: [String]) {
        var alternatives: [[Step]] = []
        for text in texts {
            var parser = PageSelectorParser(text)
            guard let read = parser.alternatives() else { return nil }
            alternatives += read
        }
        guard !alternatives.isEmpty, alternatives.count <= Self.alternativeLimit else { return nil }
        self.alternatives = alternatives
        description = texts.joined(separator: ", ")
    }
}

/// Reads selectors from the left; nil is the answer to everything that is none.
private struct PageSelectorParser {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    mutating func alternatives() -> [[PageSelector.Step]]? {
        var alternatives: [[PageSelector.Step]] = []
        repeat {
            guard let steps = steps() else { return nil }
            alternatives.append(steps)
        } while take(",")
        return rest.isEmpty ? alternatives : nil
    }

    private mutating func steps() -> [PageSelector.Step]? {
        var steps: [PageSelector.Step] = []
        skipBlanks()
        var isChild = false
        while let first = rest.first, first != "," {
            guard steps.count < PageSelector.stepLimit, var step = step() else { return nil }
            step.isChild = isChild
            steps.append(step)
            skipBlanks()
            isChild = take(">")
            skipBlanks()
        }
        return steps.isEmpty || isChild ? nil : steps
    }

    /// `div#id.class[name=value]`.
    private mutating func step() -> PageSelector.Step? {
        var step = PageSelector.Step()
        let isAny = take("*")
        if !isAny, let tag = name() { step.tag = tag.lowercased() }
        while true {
            if take("#") {
                guard let id = name() else { return nil }
                step.conditions.append(.id(id))
            } else if take(".") {
                guard let name = name() else { return nil }
                step.conditions.append(.class(name))
            } else if take("[") {
                guard let condition = attribute() else { return nil }
                step.conditions.append(condition)
            } else {
                break
            }
        }
        return isAny || step.tag != nil || !step.conditions.isEmpty ? step : nil
    }

    private mutating func attribute() -> PageSelector.Condition? {
        skipBlanks()
        guard let name = name()?.lowercased(), Self.attributes.contains(name) else { return nil }
        skipBlanks()
        if take("]") { return .attribute(name: name, .exists, value: "") }
        let marks: [(String, PageSelector.Comparison)] = [
            ("=", .equals), ("~=", .hasWord), ("^=", .begins), ("$=", .ends), ("*=", .contains),
        ]
        guard let comparison = marks.first(where: { take($0.0) })?.1 else { return nil }
        skipBlanks()
        guard let value = value() else { return nil }
        skipBlanks()
        return take("]") ? .attribute(name: name, comparison, value: value) : nil
    }

    /// A word, or anything between quotes.
    private mutating func value() -> String? {
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return name() }
        rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        let value = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        return value
    }

    private mutating func name() -> String? {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        rest = rest.dropFirst(name.count)
        return name.isEmpty ? nil : String(name)
    }

    private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

    private mutating func take(_ mark: String) -> Bool {
        guard rest.hasPrefix(mark) else { return false }
        rest = rest.dropFirst(mark.count)
        return true
    }

    /// Those that can tell one part of a page from another.
    private static let attributes: Set<String> = [
        "class", "href", "id", "itemprop", "itemtype", "lang", "name", "property", "rel", "role", "title", "type",
    ]
}
