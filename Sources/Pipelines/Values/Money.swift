/// An amount in millionths of a currency's major unit: exact sums of fractions of a cent.
package struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Millionths of the major unit (1 USD = 1,000,000).
    package var micros: Int64
    /// ISO 4217 code, upper case.
    package var currency: String

    package init(micros: Int64, currency: String) {
        self.micros = micros
        self.currency = currency
    }

    /// Nothing, in dollars.
    package static let zero = Money(micros: 0, currency: "USD")

    /// The amount in hundredths, rounded half up: what shops take as a price.
    package var minorUnits: Int64 { (micros + 5_000) / 10_000 }

    /// `9.00 USD`; four decimals where the cents do not say it all.
    package var description: String {
        let decimals = micros % 10_000 == 0 ? 2 : 4
        let scale: Int64 = decimals == 2 ? 10_000 : 100
        let units = abs(micros) / scale
        let base: Int64 = decimals == 2 ? 100 : 10_000
        let fraction = String(units % base)
        let padded = String(repeating: "0", count: decimals - fraction.count) + fraction
        return "\(micros < 0 ? "-" : "")\(units / base).\(padded) \(currency)"
    }
}
