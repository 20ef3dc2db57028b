import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// Which gate a command means: what is said is joined by "and".
struct GateOptions: ParsableArguments {
    @Option(help: "Jobs of this stage.") var stage: Stage?
    @Option(help: "Jobs of this pipeline.") var pipeline: String?
    @Option(help: "Jobs of this tenant; of all of them when left out.") var tenant: String?
    @Option(help: ArgumentHelp("Deliveries to this channel.", valueName: "kind/name")) var channel: ChannelName?
    @Option(help: "What this provider writes, such as openai-compatible.") var provider: String?

    func validate() throws {
        guard stage != nil || pipeline != nil || tenant != nil || channel != nil || provider != nil else {
            throw ValidationError("Say what: --stage, --pipeline, --tenant, --channel or --provider.")
        }
        if channel != nil, stage != nil || pipeline != nil || provider != nil {
            throw ValidationError("--channel goes with --tenant only.")
        }
    }

    /// The gate. Pipelines and channels belong to a tenant: the platform's when none is said.
    func scope(_ platform: Platform) async throws -> GateScope {
        var id: TenantID?
        if let tenant {
            id = try await platform.jobs.tenant(named: tenant)
        } else if pipeline != nil || channel != nil {
            id = platform.tenant
        }
        let key = channel?.limitKey ?? provider.map(ProviderAccount.limitKey)
        return GateScope(tenant: id, pipeline: pipeline, stage: stage, limitKey: key)
    }

    /// In words: "stage generate of pipeline tank-weekly".
    var words: String {
        [
            stage.map { "stage \($0.rawValue)" }, pipeline.map { "pipeline \($0)" }, channel.map { "channel \($0)" },
            provider.map { "provider \($0)" }, tenant.map { "tenant \($0)" },
        ].compactMap { $0 }.joined(separator: " of ")
    }

    /// As it was said.
    var flags: String {
        [
            stage.map { "--stage \($0.rawValue)" }, pipeline.map { "--pipeline \($0)" },
            channel.map { "--channel \($0)" }, provider.map { "--provider \($0)" },
            tenant.map { "--tenant \($0)" },
        ].compactMap { $0 }.joined(separator: " ")
    }
}
