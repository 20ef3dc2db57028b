/// What `cover` drew: the covers of each product that has one, by the product's name.
package struct CoverOutput: Sendable, Hashable, Codable {
    package var covers: [String: [AssetReference]]

    package init(covers: [String: [AssetReference]]) { self.covers = covers }
}
