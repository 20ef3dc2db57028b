/// Money set aside for a call that is under way.
package struct BudgetReservation: Sendable, Hashable, Codable {
    package var id: Identifier<Generation>
    package var amount: Money

    package init(id: Identifier<Generation>, amount: Money) {
        self.id = id
        self.amount = amount
    }
}
