import Catalog
import Pipelines
import PressworkRuntime
import Testing

/// The local mode's folder, used by several processes: `presswork up` in one terminal, commands in another.
@Suite struct LocalFleetTests {
    @Test func commandsUseTheServersThatAnotherProcessRuns() async throws {
        try await Workshop.open { workshop in
            try await workshop.servers { platform in
                let run = try await Operations(platform).drill(DrillOrder(items: 3), expanding: false, by: "test").id
                let found = try await LocalFleet.withServersOrTheirs(
                    folder: workshop.local, settings: workshop.settings
                ) { theirs in
                    try await theirs.runs.show(run)?.summary.items
                }
                #expect(found == 3)
                // They are still there, and a second fleet has no place beside them.
                #expect(try await platform.runs.show(run) != nil)
                let error = await #expect(throws: RuntimeError.self) {
                    try await workshop.fleet { _ in }
                }
                #expect(error?.code == .refused && error?.message.contains("presswork up") == true)
            }
            // Nobody runs them now: they are started for the command.
            let runs = try await LocalFleet.withServersOrTheirs(
                folder: workshop.local, settings: workshop.settings
            ) { try await $0.runs.runs() }
            #expect(runs.count == 1)
        }
    }
}
