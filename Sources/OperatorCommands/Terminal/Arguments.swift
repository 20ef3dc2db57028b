import ArgumentParser
import Catalog
import Foundation
import Pipelines

// What the command line can say directly: a wrong value is a wrong call, with the values that there are.

extension Stage: ExpressibleByArgument {}
extension JobPriority: ExpressibleByArgument {
    package init?(argument: String) {
        guard let priority = Self.allCases.first(where: { "\($0)" == argument }) else { return nil }
        self = priority
    }

    package static var allValueStrings: [String] { allCases.map { "\($0)" } }
}

extension DeliveryState: ExpressibleByArgument {}
extension DeliveryStore.Verdict: ExpressibleByArgument {}
extension NewBackfill.Reprocess: ExpressibleByArgument {}

extension Identifier: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}

extension ChannelName: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}
