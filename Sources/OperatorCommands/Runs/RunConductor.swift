import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// Makes a run and stays with it: what `run` and `demo` do.
struct RunConductor: Sendable {
    let platform: Platform
    let json: Bool
    /// Where the files go at the end; `nil`: nowhere.
    let out: String?

    /// Enqueues a run and follows it to its end, or to where it waits; prints what became of it.
    ///
    /// The same order again, while the run that it made is still open, is that run: so an interrupted one goes on.
    func conduct(_ applied: AppliedPipeline, _ order: RunOrder) async throws -> ExitCode {
        let (run, isNew) = try await begin(applied, order)
        let terminal = Terminal()
        if !json {
            terminal.line(
                terminal.dim("\(isNew ? "Run" : "Going on with run") \(run) of \(applied.pipeline.name)"))
        }
        var printer = ProgressPrinter(stages: stages(of: applied.pipeline, order))
        let end = try await RunWatcher(platform.runs).follow(run) { detail in
            if !json { printer.show(detail) }
        }
        let exported = try await export(applied.pipeline.name)
        let report = try await RunReport.read(end, from: platform, exported: exported)
        json ? try JSONPrinter.print(report) : report.show(on: terminal)
        return RunExit.code(of: end)
    }

    private func export(_ pipeline: String) async throws -> (page: String, products: [ExportedProduct])? {
        guard let out else { return nil }
        return try await OutFolder(out).write(pipeline: pipeline, from: platform)
    }

    private func stages(of pipeline: Pipeline, _ order: RunOrder) -> [Stage] {
        [.expand] + pipeline.stages.filter { stage in order.until.map { stage <= $0 } ?? true }
    }

    private func begin(_ applied: AppliedPipeline, _ order: RunOrder) async throws -> (RunID, isNew: Bool) {
        let operations = Operations(platform)
        var keyed = order
        let newest = try await platform.runs.runs(of: applied.pipeline.name, limit: 100)
        keyed.idempotencyKey = ResumeKey(applied, order, after: newest.first { $0.state.isTerminal }?.id).text
        let found = try await operations.enqueue(applied, keyed)
        if !found.isNew, let open = try await platform.runs.show(found.id), open.waitsForPeople || open.summary.isPaused
        {
            let fresh = try await operations.enqueue(applied, order)
            return (fresh.id, fresh.isNew)
        }
        return (found.id, found.isNew)
    }
}
