package import Pipelines

/// Everything that a process is told from outside: flags over environment over `presswork.yaml`. Read once, at start.
package struct Settings: Sendable {
    /// How log lines look.
    package enum LogFormat: String, Sendable { case json, plain }

    /// `redis://host:port` or `redis+unix:///path`.
    package var redisURL: String?
    /// libpq connection string of the role `presswork_app`.
    package var databaseURL: String?
    /// The same of `presswork_fleet`.
    package var fleetDatabaseURL: String?
    /// The same of a role that may create roles and schemas; `migrate` alone uses it.
    package var ownerDatabaseURL: String?
    /// `file:///…` or `s3://bucket?endpoint=…`.
    package var objectsURL: String?
    /// Where readers reach the gateway; unsubscribe links begin with it.
    package var publicURL: String?
    /// Hosts (`host` or `host:port`) that sources may name although their address is not public.
    package var allowedHosts: Set<String>
    /// `extractive` or `openai-compatible`, for agents that name none; `nil`: a rehearsal uses `extractive`, a live run
    /// refuses to start.
    package var provider: String?
    /// Whether runs that come in over the gateway's API reach the world.
    package var apiMode: RunMode
    package var openAIBaseURL: String
    package var openAIModel: String?
    /// `model=in/out` in dollars for a million tokens, comma-separated.
    package var modelPrices: String?
    /// Named in every request to a source: who fetches, and how to reach them.
    package var contact: String
    package var logFormat: LogFormat
    package var logLevel: String
    package var fleet: FleetSettings
    package var secrets: any SecretSource

    package init(secrets: any SecretSource) {
        self.secrets = secrets
        allowedHosts = []
        apiMode = .rehearse
        openAIBaseURL = "https://api.openai.com/v1"
        contact = "+https://github.com/presswork"
        logFormat = .plain
        logLevel = "info"
        fleet = FleetSettings()
    }
}
