import ArgumentParser
import Pipelines

/// `pipeline/product/item-key`, and `@version` behind it where one is meant.
struct ProductName: ExpressibleByArgument, Sendable, Hashable {
    let identity: ProductIdentity
    let version: Int?

    init?(argument: String) {
        var text = argument[...]
        var version: Int?
        if let at = text.lastIndex(of: "@"), let number = Int(text[text.index(after: at)...]) {
            version = number
            text = text[..<at]
        }
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        identity = ProductIdentity(pipeline: parts[0], product: parts[1], itemKey: parts[2])
        self.version = version
    }
}
