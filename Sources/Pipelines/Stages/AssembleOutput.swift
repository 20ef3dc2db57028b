/// What `assemble` made: a version of each product, by the product's name.
package struct AssembleOutput: Sendable, Hashable, Codable {
    package var products: [String: ProductVersionReference]

    package init(products: [String: ProductVersionReference]) { self.products = products }
}
