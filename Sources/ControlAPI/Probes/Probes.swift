/// What a process tells those who watch over it.
package struct Probes: Sendable {
    /// The metrics, in Prometheus' text format 0.0.4; may collect first.
    package var metrics: @Sendable () async -> String
    /// Why the process should be restarted; `nil` while it is alive.
    package var ailment: @Sendable () async -> String?
    /// What keeps the process from taking work; empty when it is ready.
    package var obstacles: @Sendable () async -> [String]

    package init(
        metrics: @escaping @Sendable () async -> String, ailment: @escaping @Sendable () async -> String? = { nil },
        obstacles: @escaping @Sendable () async -> [String] = { [] }
    ) {
        self.metrics = metrics
        self.ailment = ailment
        self.obstacles = obstacles
    }
}
