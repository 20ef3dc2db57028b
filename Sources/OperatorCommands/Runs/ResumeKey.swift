import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// The idempotency key that lets the same order find the run that it made before, as long as no run of the pipeline has
/// ended since.
struct ResumeKey: Sendable, Hashable {
    let text: String

    /// - Parameter last: the pipeline's newest run that has ended.
    init(_ applied: AppliedPipeline, _ order: RunOrder, after last: RunID?) {
        let parameters = order.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let fields: [String] = [
            applied.version.hex, order.mode.rawValue, order.first.map(String.init) ?? "", order.only ?? "",
            order.from?.rawValue ?? "", order.until?.rawValue ?? "", order.resend ?? "", "\(order.refresh)",
            order.logicalTime.map { "\($0.timeIntervalSince1970)" } ?? "", last?.description ?? "",
        ]
        // NUL parts the fields: no argument can hold one.
        text = "run:" + Digest(of: (fields + parameters).joined(separator: "\u{0}")).hex
    }
}
