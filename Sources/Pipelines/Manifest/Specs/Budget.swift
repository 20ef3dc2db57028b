/// What a run may cost.
package struct Budget: Sendable, Hashable, Codable {
    /// What becomes of a run whose budget is spent.
    package enum OnExceeded: String, Sendable, Hashable, Codable, CaseIterable { case pause, fail }

    package var item: Money?
    package var run: Money
    package var month: Money?
    package var onExceeded: OnExceeded

    package init(
        item: Money? = nil, run: Money = Money(micros: 5_000_000, currency: "USD"), month: Money? = nil,
        onExceeded: OnExceeded = .pause
    ) {
        self.item = item
        self.run = run
        self.month = month
        self.onExceeded = onExceeded
    }
}
