import Foundation

/// The fixed set of variables that a manifest's templates may use: `params run item document issue links`.
package struct TemplateValues: Sendable, Hashable {
    /// Dotted name (`run.week`) → text.
    package var values: [String: String]

    package init(values: [String: String] = [:]) { self.values = values }

    /// The variables of one item of a run.
    ///
    /// `run.date`, `run.year`, `run.month`, `run.week` (ISO 8601, `2026-W47`), `run.id`; `item.key`, `item.index` and
    /// `item.<field>`; `document.url` and `document.title` where items are documents; `params.<name>`; `issue.number`
    /// counts ISO weeks of the run's year.
    package init(run: RunReference, item: Item?) {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        let parts = calendar.dateComponents(
            [.year, .month, .day, .weekOfYear, .yearForWeekOfYear], from: run.logicalTime)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        var values: [String: String] = [
            "run.id": run.id.description,
            "run.date": "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))",
            "run.year": "\(parts.year ?? 0)",
            "run.month": "\(parts.year ?? 0)-\(two(parts.month))",
            "run.week": "\(parts.yearForWeekOfYear ?? 0)-W\(two(parts.weekOfYear))",
            "issue.number": "\(parts.weekOfYear ?? 0)",
        ]
        for (name, value) in run.parameters { values["params.\(name)"] = value }
        if let item {
            values["item.key"] = item.key
            values["item.index"] = "\(item.index)"
            for (name, value) in item.fields { values["item.\(name)"] = value }
            values["document.url"] = item.fields["url"]
            values["document.title"] = item.fields["title"]
        }
        self.values = values
    }

    /// Replaces each `{{name}}` of `template`; an unknown name is left out (validation has refused it before).
    package func render(_ template: String) -> String {
        var result = ""
        var rest = template[...]
        while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
            result += rest[..<open.lowerBound]
            let name = rest[open.upperBound..<close.lowerBound].trimmingCharacters(in: .whitespaces)
            result += values[name] ?? ""
            rest = rest[close.upperBound...]
        }
        return result + rest
    }
}
