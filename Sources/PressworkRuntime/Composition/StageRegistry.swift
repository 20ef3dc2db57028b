import Assembly
import Covers
import Distribution
import EventLoops
import Generation
import ObjectStorage
import Pipelines
import Queueing
import Scraping
import Transfers

/// Makes the handlers of the stages: the one place that knows them all.
struct StageRegistry {
    let platform: Platform
    let rehearsal: RehearsalPlaces
    private let pacekeeper: RedisPacekeeper

    init(platform: Platform, rehearsal: RehearsalPlaces) {
        self.platform = platform
        self.rehearsal = rehearsal
        pacekeeper = RedisPacekeeper(platform.redis)
    }

    /// One handler for each of `stages`.
    func handlers(for stages: [Stage]) throws -> [any StageHandler] {
        try stages.map(handler(of:))
    }

    private func handler(of stage: Stage) throws -> any StageHandler {
        switch stage {
        case .expand: ExpandHandler(fetcher: fetcher, pool: platform.pool, airtable: airtable)
        case .scrape: ScrapeHandler(fetcher: fetcher, pool: platform.pool, airtable: airtable)
        case .generate: try generate()
        case .cover: CoverHandler(renderer: try CoverRenderer(), pool: platform.pool)
        case .assemble: AssembleHandler(pool: platform.pool)
        case .review: ReviewHandler()
        case .distribute: DistributeHandler(adapters: try channels())
        }
    }

    /// A writer at its provider's pace, when the settings say one.
    private func paced(_ writer: any Writer) -> any Writer {
        guard let pace = platform.settings.fleet.paces[writer.provider] else { return writer }
        return PacedWriter(writer, pacekeeper: pacekeeper, pace: pace)
    }

    private var fetcher: Fetcher {
        Fetcher(
            transport: platform.http,
            policy: FetchPolicy(contact: platform.settings.contact, allowedHosts: platform.settings.allowedHosts),
            pacekeeper: pacekeeper, notes: RedisNotes(platform.redis))
    }

    private var airtable: AirtableAccess { AirtableAccess(secrets: platform.settings.secrets) }

    private func generate() throws -> GenerateHandler {
        var writers: [any Writer] = [ExtractiveWriter()]
        let settings = platform.settings
        let key = settings.secrets.secret(named: "OPENAI_API_KEY")
        if let model = settings.openAIModel, key != nil || !settings.openAIBaseURL.contains("api.openai.com") {
            let provider = OpenAICompatibleProvider(
                client: platform.http, baseURL: settings.openAIBaseURL, key: key, defaultModel: model,
                addressPolicy: .any)
            writers.append(
                ModelWriter(
                    provider: provider, prices: try PriceBook(reading: settings.modelPrices), pool: platform.pool))
        }
        return GenerateHandler(
            writers: writers.map(paced), defaultProvider: settings.provider ?? ProviderAccount.builtIn,
            pool: platform.pool)
    }

    private func channels() throws -> ChannelAdapters {
        let clock = SystemClock()
        let settings = platform.settings
        let gateway = settings.publicURL ?? RehearsalPlaces.gateway
        let mailServers = MailServers()
        return ChannelAdapters(
            rehearsal: [
                EmailChannel(transport: FolderTransport(folders: rehearsal.folders), publicURL: gateway, clock: clock),
                GumroadChannel(api: rehearsal.gumroad(platform)),
                FolderChannel(kind: .site, folders: rehearsal.folders),
                FolderChannel(kind: .social, folders: rehearsal.folders),
            ],
            live: [
                EmailChannel(
                    transport: MailRoute(
                        smtp: SMTPTransport(secrets: settings.secrets) { try await mailServers.client(for: $0) },
                        folder: FolderTransport(folders: liveFolders)),
                    publicURL: gateway, clock: clock),
                GumroadChannel(
                    api: GumroadAPI(
                        client: platform.http, base: "https://api.gumroad.com/v2", secrets: settings.secrets,
                        addressPolicy: .publicOnly)),
                FolderChannel(kind: .site, folders: liveFolders),
                FolderChannel(kind: .social, folders: liveFolders),
            ], pacekeeper: pacekeeper, paces: channelPaces)
    }

    private var channelPaces: [ChannelKind: Pace] {
        var paces: [ChannelKind: Pace] = [:]
        for (name, pace) in platform.settings.fleet.paces {
            if let kind = ChannelKind(rawValue: name) { paces[kind] = pace }
        }
        return paces
    }

    /// What a channel's `folder` or `url` setting names.
    private var liveFolders: FolderSource {
        let factory = ObjectStoreFactory(settings: platform.settings, http: platform.http, pool: platform.pool)
        return FolderSource { channel in try await factory.folder(of: channel) }
    }
}
