package import Pipelines

extension MemoryRecord {
    /// What was spent in all, in dollars.
    package var spent: Money { Money(micros: expenses.reduce(0) { $0 + $1.amount.micros }, currency: "USD") }

    /// What is set aside for calls under way, in dollars.
    package var reserved: Money {
        Money(micros: reservations.values.reduce(0) { $0 + $1.amount.micros }, currency: "USD")
    }

    func generation(_ prompt: Digest) -> Generation? {
        note(.lookedUpGeneration(prompt: prompt))
        return generations[prompt]
    }

    func record(_ generation: Generation, for request: StageRequest) {
        note(.recordedGeneration(prompt: generation.prompt))
        if let reservation = generation.reservation { reservations[reservation.id] = nil }
        guard generations[generation.prompt] == nil else { return }
        generations[generation.prompt] = generation
        expenses.append(Expense(run: request.run.id, item: request.item.id, amount: generation.cost))
    }

    func reserve(_ cost: Money, for request: StageRequest) throws -> BudgetReservation {
        let budget = request.pipeline.budget
        let committed = expenses + reservations.values
        func sum(_ isIncluded: (Expense) -> Bool) -> Int64 {
            committed.filter(isIncluded).reduce(0) { $0 + $1.amount.micros }
        }
        try check(cost, against: budget.run, "run", spent: sum { $0.run == request.run.id }, request)
        if let limit = budget.item {
            try check(cost, against: limit, "item", spent: sum { $0.item == request.item.id }, request)
        }
        if let limit = budget.month { try check(cost, against: limit, "month", spent: sum { _ in true }, request) }
        note(.reserved(cost))
        let reservation = BudgetReservation(id: Identifier(freshUUID()), amount: cost)
        reservations[reservation.id] = Expense(run: request.run.id, item: request.item.id, amount: cost)
        return reservation
    }

    func release(_ reservation: BudgetReservation) {
        note(.released(reservation.amount))
        reservations[reservation.id] = nil
    }

    private func check(
        _ cost: Money, against limit: Money, _ name: String, spent: Int64, _ request: StageRequest
    ) throws {
        guard cost.currency == limit.currency else {
            throw StageError(
                code: "budget.currency", message: "A cost in \(cost.currency) cannot be set against \(limit).",
                disposition: .discard)
        }
        guard spent + cost.micros > limit.micros else { return }
        let left = Money(micros: max(0, limit.micros - spent), currency: limit.currency)
        throw StageError(
            code: "budget.exceeded",
            message: "The call may cost \(cost), but \(left) are left of the \(name) budget of \(limit).",
            disposition: request.pipeline.budget.onExceeded == .pause ? .snooze(.seconds(3600)) : .discard)
    }
}
