/// What a member of a feed holds.
package enum FeedValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case text(String)
    case list([FeedValue])
    case fields(FeedFields)

    package var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    package var list: [FeedValue] {
        if case .list(let list) = self { return list }
        return []
    }

    package var fields: FeedFields? {
        if case .fields(let fields) = self { return fields }
        return nil
    }
}

/// Members by name, in the order in which they came. There are few, so that searching them is the fastest.
package struct FeedFields: Hashable, Sendable {
    package private(set) var members: [(name: String, value: FeedValue)] = []

    package init() {}

    init(_ members: [(String, FeedValue)]) {
        self.members = members.map { (name: $0.0, value: $0.1) }
    }

    package subscript(name: String) -> FeedValue? {
        get { members.first { $0.name == name }?.value }
        set {
            guard let index = members.firstIndex(where: { $0.name == name }) else {
                if let newValue { members.append((name, newValue)) }
                return
            }
            if let newValue { members[index].value = newValue } else { members.remove(at: index) }
        }
    }

    package func text(_ name: String) -> String? { self[name]?.text }

    /// Sets what is not there yet.
    mutating func setDefault(_ name: String, _ value: FeedValue) {
        if self[name] == nil { members.append((name, value)) }
    }

    /// Adds to a list, which begins with its first element.
    mutating func append(_ value: FeedValue, to name: String) {
        var list = self[name]?.list ?? []
        guard list.count < Self.listLimit else { return }
        // One owner at a time, so that adding does not copy the list.
        self[name] = .null
        list.append(value)
        self[name] = .list(list)
    }

    /// Elements of one list of an entry.
    static let listLimit = 1_000

    package static func == (left: FeedFields, right: FeedFields) -> Bool {
        left.members.elementsEqual(right.members) { $0.name == $1.name && $0.value == $1.value }
    }

    package func hash(into hasher: inout Hasher) {
        for (name, value) in members {
            hasher.combine(name)
            hasher.combine(value)
        }
    }
}
