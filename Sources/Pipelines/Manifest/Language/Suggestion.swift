/// Finds what was probably meant: the nearest of the known words by edit distance.
enum Suggestion {
    /// The nearest word that is close enough to have been meant; `nil` when none is.
    static func nearest(to word: String, in known: some Sequence<String>) -> String? {
        let wanted = Array(normalised(word))
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in known where candidate != word {
            let distance = distance(wanted, Array(normalised(candidate)))
            let allowed = max(1, max(wanted.count, candidate.count) / 3)
            guard distance <= allowed, distance < best?.distance ?? Int.max else { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    private static func normalised(_ word: String) -> String {
        String(word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
    }

    /// Damerau's distance with neighbouring swaps as one edit (optimal string alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
