/// What `generate` wrote: one manuscript for each product, by the product's name.
package struct GenerateOutput: Sendable, Hashable, Codable {
    package var manuscripts: [String: ManuscriptReference]
    /// What the providers charged; zero for the extractive provider.
    package var cost: Money
    /// What a person should know of the texts, a sentence each; empty where there is nothing.
    package var problems: [String]

    package init(manuscripts: [String: ManuscriptReference], cost: Money, problems: [String] = []) {
        self.manuscripts = manuscripts
        self.cost = cost
        self.problems = problems
    }

    /// What earlier versions wrote has no problems.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        manuscripts = try container.decode([String: ManuscriptReference].self, forKey: .manuscripts)
        cost = try container.decode(Money.self, forKey: .cost)
        problems = try container.decodeIfPresent([String].self, forKey: .problems) ?? []
    }
}
