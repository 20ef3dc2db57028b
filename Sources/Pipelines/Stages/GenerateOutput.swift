/// What `generate` wrote: one manuscript for each product, by the product's name.
package struct GenerateOutput: Sendable, Hashable, Codable {
    package var manuscripts: [String: ManuscriptReference]
    /// What the providers charged; zero for the extractive provider.
    package var cost: Money

    package init(manuscripts: [String: ManuscriptReference], cost: Money) {
        self.manuscripts = manuscripts
        self.cost = cost
    }
}
