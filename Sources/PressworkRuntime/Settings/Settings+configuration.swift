import Configuration
import Foundation
import Pipelines
import Yams

extension Settings {
    /// Reads the configuration.
    ///
    /// | key | environment | |
    /// |---|---|---|
    /// | `redis.url` | `PRESSWORK_REDIS_URL` | queue window |
    /// | `database.url` | `PRESSWORK_DATABASE_URL` | role `presswork_app` |
    /// | `fleet.database.url` | `PRESSWORK_FLEET_DATABASE_URL` | role `presswork_fleet` |
    /// | `owner.database.url` | `PRESSWORK_OWNER_DATABASE_URL` | `migrate` only |
    /// | `objects.url` | `PRESSWORK_OBJECTS_URL` | object storage |
    /// | `public.url` | `PRESSWORK_PUBLIC_URL` | the gateway as readers see it |
    /// | `allowed.hosts` | `PRESSWORK_ALLOWED_HOSTS` | private hosts that sources may name, comma-separated |
    /// | `provider` | `PRESSWORK_PROVIDER` | default writer |
    /// | `model.prices` | `PRESSWORK_MODEL_PRICES` | `model=in/out,…` |
    /// | `api.mode` | `PRESSWORK_API_MODE` | `rehearse` or `live`: runs that come in over the API |
    /// | `contact` | `PRESSWORK_CONTACT` | in the user agent |
    /// | `log.format`, `log.level` | `PRESSWORK_LOG_FORMAT`, `PRESSWORK_LOG_LEVEL` | `json` or `plain` |
    /// | `error.limit`, `crash.limit`, `keep.runs`, … | | ``FleetSettings`` |
    /// | – | `OPENAI_BASE_URL`, `OPENAI_MODEL`, `OPENAI_API_KEY` | the compatible provider |
    ///
    /// URLs may hold passwords, so each may also come from the file that `NAME_FILE` names.
    ///
    /// - Parameters:
    ///   - flags: What the command line says; wins over everything.
    ///   - file: `presswork.yaml`, if it exists.
    /// - Throws: ``RuntimeError`` `settings`.
    package static func read(
        flags: [String: String] = [:], environment: [String: String] = ProcessInfo.processInfo.environment,
        file: String = "presswork.yaml"
    ) throws -> Settings {
        let secrets = EnvironmentSecrets(environment: environment)
        let reader = ConfigReader(providers: [
            provider("flags", flags),
            EnvironmentVariablesProvider(environmentVariables: secrets.withFiles()),
            provider(file, try values(ofFile: file)),
        ])
        let own = reader.scoped(to: "presswork")
        var settings = Settings(secrets: secrets)
        settings.redisURL = own.string(forKey: "redis.url", isSecret: true)
        settings.databaseURL = own.string(forKey: "database.url", isSecret: true)
        settings.fleetDatabaseURL = own.string(forKey: "fleet.database.url", isSecret: true)
        settings.ownerDatabaseURL = own.string(forKey: "owner.database.url", isSecret: true)
        settings.objectsURL = own.string(forKey: "objects.url")
        settings.publicURL = own.string(forKey: "public.url")
        settings.allowedHosts = Set(
            own.string(forKey: "allowed.hosts", default: "").split(separator: ",").map {
                $0.trimmingCharacters(in: .whitespaces)
            })
        settings.provider = own.string(forKey: "provider")
        settings.modelPrices = own.string(forKey: "model.prices")
        settings.contact = own.string(forKey: "contact", default: settings.contact)
        settings.logLevel = own.string(forKey: "log.level", default: settings.logLevel)
        settings.openAIBaseURL = reader.string(forKey: "openai.base.url", default: settings.openAIBaseURL)
        settings.openAIModel = reader.string(forKey: "openai.model")
        let mode = own.string(forKey: "api.mode", default: RunMode.rehearse.rawValue)
        guard let apiMode = RunMode(rawValue: mode) else {
            throw RuntimeError(.settings, "PRESSWORK_API_MODE is rehearse or live, not \(mode).")
        }
        settings.apiMode = apiMode
        let format = own.string(forKey: "log.format", default: LogFormat.plain.rawValue)
        guard let parsed = LogFormat(rawValue: format) else {
            throw RuntimeError(.settings, "PRESSWORK_LOG_FORMAT is json or plain, not \(format).")
        }
        settings.logFormat = parsed
        settings.fleet = try FleetSettings { own.string(forKey: ConfigKey($0)) }
        return settings
    }

    private static func provider(_ name: String, _ values: [String: String]) -> InMemoryProvider {
        var entries: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in values {
            let path = ["presswork"] + key.split(separator: ".").map(String.init)
            entries[AbsoluteConfigKey(path)] = ConfigValue(.string(value), isSecret: true)
        }
        return InMemoryProvider(name: name, values: entries)
    }

    /// `presswork.yaml`: the keys of the table, nested or dotted.
    private static func values(ofFile path: String) throws -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        let node: Node?
        do {
            node = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            throw RuntimeError(.settings, "\(path) cannot be read as YAML: \(error)", underlying: error)
        }
        var values: [String: String] = [:]
        if let node { try flatten(node, under: "", in: path, into: &values) }
        return values
    }

    private static func flatten(
        _ node: Node, under prefix: String, in path: String, into values: inout [String: String]
    ) throws {
        switch node {
        case .scalar(let scalar): values[prefix] = scalar.string
        case .mapping(let mapping):
            for (key, value) in mapping {
                let name = key.string ?? ""
                try flatten(value, under: prefix.isEmpty ? name : "\(prefix).\(name)", in: path, into: &values)
            }
        case .sequence(let sequence): values[prefix] = sequence.compactMap(\.string).joined(separator: ",")
        case .alias: throw RuntimeError(.settings, "\(path): aliases are not read here.")
        }
    }
}
