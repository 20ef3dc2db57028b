/// What a member of a feed holds.
package enum FeedValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case text(String)
    /// Written as the nine numbers that feedparser gives.
    case moment(FeedDate)
    case list([FeedValue])
    case fields(FeedFields)

    package var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    package var list: [FeedValue] {
        switch self {
        case .list(let list): list
        case .moment(let date): date.numbers.indices.map { .number(date.numbers[$0]) }
        default: []
        }
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

    init(_ members: [(name: String, value: FeedValue)]) { self.members = members }

    /// None yet, and room for so many.
    init(room: Int) { members.reserveCapacity(room) }

    package subscript(name: String) -> FeedValue? {
        get { index(of: name).map { members[$0].value } }
        set {
            guard let index = index(of: name) else {
                if let newValue { members.append((name, newValue)) }
                return
            }
            if let newValue { members[index].value = newValue } else { members.remove(at: index) }
        }
    }

    /// Compares names alone, without taking hold of the values beside them; most differ in their length.
    private func index(of name: String) -> Int? {
        let count = name.utf8.count
        for index in members.indices where members[index].name.utf8.count == count && members[index].name == name {
            return index
        }
        return nil
    }

    package func text(_ name: String) -> String? { self[name]?.text }

    /// Sets what is not there yet.
    mutating func setDefault(_ name: String, _ value: FeedValue) {
        if index(of: name) == nil { members.append((name, value)) }
    }

    /// Adds to a list, which begins with its first element.
    mutating func append(_ value: FeedValue, to name: String) {
        guard let index = index(of: name) else { return members.append((name, .list([value]))) }
        guard case .list(var list) = members[index].value else { return members[index].value = .list([value]) }
        guard list.count < Self.listLimit else { return }
        // One owner at a time, so that adding does not copy the list.
        members[index].value = .null
        list.append(value)
        members[index].value = .list(list)
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
