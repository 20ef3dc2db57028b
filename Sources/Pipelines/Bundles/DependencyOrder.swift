/// Names sorted so that each comes after those it waits for, otherwise in the order given; and the cycles among them.
struct DependencyOrder {
    private(set) var sorted: [String] = []
    /// Each cycle once, from its first name in the order given.
    private(set) var cycles: [[String]] = []

    private let before: [String: [String]]
    private var done: Set<String> = []

    init(names: [String], before: [String: [String]]) {
        self.before = before
        for name in names { visit(name, path: []) }
    }

    private mutating func visit(_ name: String, path: [String]) {
        if let start = path.firstIndex(of: name) {
            cycles.append(Array(path[start...]))
            return
        }
        guard !done.contains(name) else { return }
        for earlier in before[name] ?? [] { visit(earlier, path: path + [name]) }
        if done.insert(name).inserted { sorted.append(name) }
    }
}
