import PressworkRuntime

/// Where the local mode's servers are, as a shell reads it.
enum ConnectionSettings {
    static func exports(_ settings: Settings) -> [String] {
        let values: [(String, String?)] = [
            ("PRESSWORK_DATABASE_URL", settings.databaseURL),
            ("PRESSWORK_FLEET_DATABASE_URL", settings.fleetDatabaseURL),
            ("PRESSWORK_OWNER_DATABASE_URL", settings.ownerDatabaseURL),
            ("PRESSWORK_REDIS_URL", settings.redisURL),
            ("PRESSWORK_OBJECTS_URL", settings.objectsURL),
        ]
        return values.compactMap { name, value in value.map { "export \(name)=\(quoted($0))" } }
    }

    /// A shell's single quotes: nothing inside them means anything else.
    static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
