import Markup
import Pipelines

/// The parts of a page that somebody has named. Nothing is judged here: what is inside is taken, but for what nobody sees
/// as text.
enum PagePart {
    /// What a selector names, in the order of the page; nil where it names nothing there.
    static func document(
        of tree: HTMLTree, _ selector: PageSelector, resolve: @escaping (String) -> String
    ) -> MarkdownDocument? {
        let nodes = selector.matches(in: tree)
        guard !nodes.isEmpty else { return nil }
        return build(nodes, of: tree, resolve: resolve)
    }

    /// All that a page or a piece of one holds.
    static func whole(of tree: HTMLTree, resolve: @escaping (String) -> String) -> MarkdownDocument {
        tree.nodes.isEmpty ? MarkdownDocument(blocks: []) : build([0], of: tree, resolve: resolve)
    }

    private static func build(
        _ nodes: [Int], of tree: HTMLTree, resolve: @escaping (String) -> String
    ) -> MarkdownDocument {
        let page = ArticleExtractor.analysis(of: tree)
        return MarkdownDocument(
            blocks: nodes.flatMap { ContentBuilder(page, resolve: resolve).build(from: $0).blocks })
    }
}

extension PageSelector {
    /// The outermost elements that this names, in the order of the page. One walk, whatever is nested in what.
    func matches(in tree: HTMLTree) -> [Int] {
        var isMatch = [Bool](repeating: false, count: tree.nodes.count)
        for steps in alternatives {
            let matcher = StepMatcher(steps)
            matcher.mark(tree, &isMatch)
        }
        var matches: [Int] = []
        var end = 0
        for node in tree.nodes.indices where isMatch[node] && node >= end {
            matches.append(node)
            end = Int(tree.nodes[node].end)
        }
        return matches
    }
}

/// Follows the steps of one alternative through a page: for each element, which steps end there or around it.
private struct StepMatcher {
    private let steps: [(step: PageSelector.Step, tag: HTMLTag?, isUnknown: Bool)]

    init(_ steps: [PageSelector.Step]) {
        self.steps = steps.map { step in
            let tag = step.tag.flatMap(HTMLTag.init(name:))
            return (step, tag, step.tag != nil && tag == nil)
        }
    }

    func mark(_ tree: HTMLTree, _ isMatch: inout [Bool]) {
        // A tree keeps the names of the elements that it knows, so none of another name is found.
        guard !steps.contains(where: \.isUnknown) else { return }
        // Bit n: step n ends here; in the second array: here or at an element around.
        var here = [UInt8](repeating: 0, count: tree.nodes.count)
        var around = here
        let last = UInt8(1) << UInt8(steps.count - 1)
        for node in tree.nodes.indices where !tree.nodes[node].tag.isText {
            let parent = Int(tree.nodes[node].parent)
            var found: UInt8 = 0
            for (index, step) in steps.enumerated() {
                let before: UInt8 = index == 0 ? 1 : UInt8(1) << UInt8(index - 1)
                let isInside =
                    index == 0 || (parent >= 0 && (step.step.isChild ? here : around)[parent] & before != 0)
                if isInside, fits(node, step.tag, step.step.conditions, tree) { found |= UInt8(1) << UInt8(index) }
            }
            here[node] = found
            around[node] = found | (parent >= 0 ? around[parent] : 0)
            if found & last != 0 { isMatch[node] = true }
        }
    }

    private func fits(_ node: Int, _ tag: HTMLTag?, _ conditions: [PageSelector.Condition], _ tree: HTMLTree) -> Bool {
        if let tag, tree.nodes[node].tag != tag { return false }
        return conditions.allSatisfy { condition in
            switch condition {
            case .id(let id): tree.attribute(.id, of: node) == id
            case .class(let name): Self.hasWord(tree.attribute(.class, of: node), name)
            case .attribute(let name, let comparison, let value):
                Self.compares(HTMLAttribute(name: name).flatMap { tree.attribute($0, of: node) }, comparison, value)
            }
        }
    }

    private static func compares(_ given: String?, _ comparison: PageSelector.Comparison, _ value: String) -> Bool {
        guard let given else { return false }
        return switch comparison {
        case .exists: true
        case .equals: given == value
        case .hasWord: hasWord(given, value)
        case .begins: !value.isEmpty && given.hasPrefix(value)
        case .ends: !value.isEmpty && given.hasSuffix(value)
        case .contains: !value.isEmpty && given.contains(value)
        }
    }

    private static func hasWord(_ given: String?, _ word: String) -> Bool {
        given?.split(whereSeparator: \.isWhitespace).contains { $0 == word } ?? false
    }
}
