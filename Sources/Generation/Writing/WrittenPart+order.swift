package import Pipelines

extension WrittenPart {
    /// The sections in the order in which a reader meets them: an introduction comes first, wherever the manifest
    /// names it (it is often written last, when the rest is known); everything else keeps the manifest's order.
    package var readingOrder: [ManuscriptSection] {
        sections.filter { $0.part == "intro" } + sections.filter { $0.part != "intro" }
    }
}
