/// How names, labels and numbers are spelt in Prometheus' text.
enum MetricName {
    /// Letters, digits, `_` and `:`; anything else becomes `_`.
    static func sanitized(_ name: String) -> String {
        var text = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" })
        if text.first?.isNumber ?? true { text = "_" + text }
        return text
    }

    static func counter(_ name: String) -> String {
        let text = sanitized(name)
        return text.hasSuffix("_total") ? text : text + "_total"
    }

    /// `a="b",c="d"` in the labels' alphabetical order.
    static func labels(_ labels: [(String, String)]) -> String {
        labels.sorted { $0.0 < $1.0 }.map { "\(sanitized($0.0))=\"\(escapedLabel($0.1))\"" }.joined(separator: ",")
    }

    static func escapedLabel(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    static func escapedHelp(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    /// A sentence for a metric that nobody described.
    static func plainHelp(_ name: String) -> String {
        name.replacing("presswork_", with: "").replacing("_", with: " ").capitalizedFirst + "."
    }

    /// Integers without a fraction, everything else in the shortest form that reads back.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return "\(value)"
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
