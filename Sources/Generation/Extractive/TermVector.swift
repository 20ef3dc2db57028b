/// A sparse vector of term weights with unit length, terms by number in ascending order.
struct TermVector: Sendable {
    let terms: [Int]
    let weights: [Double]

    /// - Parameter weights: Term → weight; normalised here.
    init(_ weights: [Int: Double]) {
        // Sorted first: sums of floating-point numbers depend on their order, and output must be the same every run.
        let sorted = weights.sorted { $0.key < $1.key }
        let norm = sorted.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        terms = sorted.map(\.key)
        self.weights = norm > 0 ? sorted.map { $0.value / norm } : sorted.map { _ in 0 }
    }

    /// The cosine of the angle between the two, 0…1.
    func cosine(_ other: TermVector) -> Double {
        var left = 0
        var right = 0
        var sum = 0.0
        while left < terms.count, right < other.terms.count {
            if terms[left] == other.terms[right] {
                sum += weights[left] * other.weights[right]
                left += 1
                right += 1
            } else if terms[left] < other.terms[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return sum
    }
}
