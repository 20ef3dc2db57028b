/// How much of each story a letter carries: Gmail cuts letters off at about 100 kB, and with them the line that lets a
/// reader leave.
struct LetterCut: Hashable, Sendable {
    /// How much of one story.
    enum Length: Hashable, Sendable { case whole, short, none }

    /// The most that the HTML of a letter may have, in bytes.
    static let budget = 80_000

    /// By story, in order.
    var lengths: [Length]

    var isCut: Bool { lengths.contains { $0 != .whole } }

    /// Shortens from the end, then leaves out from the end, until the letter fits.
    /// - Parameters:
    ///   - frame: bytes of everything but the stories.
    ///   - stories: bytes of each, whole and short.
    init(frame: Int, stories: [(whole: Int, short: Int)], budget: Int = LetterCut.budget) {
        lengths = Array(repeating: .whole, count: stories.count)
        var total = stories.reduce(frame) { $0 + $1.whole }
        for index in stories.indices.reversed() where total > budget && stories[index].short < stories[index].whole {
            lengths[index] = .short
            total -= stories[index].whole - stories[index].short
        }
        for index in stories.indices.reversed() where total > budget {
            total -= lengths[index] == .short ? stories[index].short : stories[index].whole
            lengths[index] = .none
        }
    }
}
