/// `pipeline/product/item-key` of one tenant; versions count up under it.
package struct ProductIdentity: Sendable, Hashable, Codable, CustomStringConvertible {
    package var pipeline: String
    package var product: String
    package var itemKey: String

    package init(pipeline: String, product: String, itemKey: String) {
        self.pipeline = pipeline
        self.product = product
        self.itemKey = itemKey
    }

    package var description: String { "\(pipeline)/\(product)/\(itemKey)" }
}
