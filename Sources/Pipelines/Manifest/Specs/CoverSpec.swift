/// `cover: { template: botanical }`.
package struct CoverSpec: Sendable, Hashable, Codable {
    package var template: String

    package init(template: String) { self.template = template }
}
