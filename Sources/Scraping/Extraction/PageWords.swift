import Markup

/// What the words of a page say about it as a whole.
struct PageWords {
    /// The part of them with which somebody speaks of himself: many in reviews, posts and comments, few in what is offered
    /// or explained.
    let personal: Float

    init(_ words: [UInt64]) {
        let words = words.span
        var count = 0
        for index in words.indices where Self.firstPerson[words[index]] != nil { count += 1 }
        personal = Float(count) / Float(max(1, words.count))
    }

    /// In English, German, French, Spanish, Italian, Portuguese and Dutch.
    private static let firstPerson = NameTable(
        "i my me mine myself ich mein meine je mon ma mes yo mi mis io mio mia eu meu minha ik mijn"
            .split(separator: " ").map { (String($0), 1) })
}
