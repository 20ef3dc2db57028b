/// A validated manifest with everything that it names resolved: what workers read.
///
/// Its canonical JSON is what `apply` stores beside the bundle; ``Pipeline/version`` is the digest of that.
package struct Pipeline: Sendable, Hashable, Codable {
    package var name: String
    package var brand: Brand
    package var schedule: ScheduleSpec?
    package var send: SendSpec?
    package var parameters: [String: ParameterSpec]
    package var budget: Budget
    package var items: ItemsSpec
    package var sources: [SourceSpec]
    package var products: [ProductSpec]
    /// By name; each names its prompt's file in the bundle.
    package var agents: [String: AgentSpec]
    package var review: ReviewSpec?
    /// In an order that honours `after`.
    package var distribution: [DistributionSpec]
    package var onPartial: OnPartial

    package init(
        name: String, brand: Brand = Brand(), schedule: ScheduleSpec? = nil, send: SendSpec? = nil,
        parameters: [String: ParameterSpec] = [:], budget: Budget = Budget(), items: ItemsSpec = ItemsSpec(),
        sources: [SourceSpec] = [], products: [ProductSpec] = [], agents: [String: AgentSpec] = [:],
        review: ReviewSpec? = nil, distribution: [DistributionSpec] = [], onPartial: OnPartial = .ask
    ) {
        self.name = name
        self.brand = brand
        self.schedule = schedule
        self.send = send
        self.parameters = parameters
        self.budget = budget
        self.items = items
        self.sources = sources
        self.products = products
        self.agents = agents
        self.review = review
        self.distribution = distribution
        self.onPartial = onPartial
    }

    /// The digest of the canonical form: two manifests that say the same are one version.
    package func version() throws -> Digest { try JSONValue(encoding: self).digest() }

    /// The stages that an item of this pipeline goes through, in order.
    package var stages: [Stage] {
        Stage.ofItem.filter { stage in
            switch stage {
            case .scrape: !sources.isEmpty
            case .cover: products.contains { $0.cover != nil }
            case .review: review != nil
            case .distribute: !distribution.isEmpty
            case .expand, .generate, .assemble: true
            }
        }
    }
}

/// Voice and looks, shared by the products of a publisher.
package struct Brand: Sendable, Hashable, Codable {
    package var name: String?
    /// A few sentences on how texts sound; goes into prompts.
    package var voice: String?
    /// `#rrggbb`, first the darkest ground, then accents and inks.
    package var palette: [String]
    /// Path in the bundle.
    package var logo: String?
    /// Families by role (`display`, `text`).
    package var fonts: [String: String]
    package var author: String?
    package var imprint: String?
    package var postalAddress: String?
    /// What readers are told about how texts are made.
    package var disclosure: String?
    /// BCP 47; the language of products whose manifest names none.
    package var language: String?

    package init(
        name: String? = nil, voice: String? = nil, palette: [String] = [], logo: String? = nil,
        fonts: [String: String] = [:], author: String? = nil, imprint: String? = nil, postalAddress: String? = nil,
        disclosure: String? = nil, language: String? = nil
    ) {
        self.name = name
        self.voice = voice
        self.palette = palette
        self.logo = logo
        self.fonts = fonts
        self.author = author
        self.imprint = imprint
        self.postalAddress = postalAddress
        self.disclosure = disclosure
        self.language = language
    }
}

/// `make`: when runs are made.
package struct ScheduleSpec: Sendable, Hashable, Codable {
    package enum Catchup: String, Sendable, Hashable, Codable { case skip, latest, all }

    package var cron: String
    /// IANA name.
    package var timezone: String
    package var catchup: Catchup

    package init(cron: String, timezone: String = "UTC", catchup: Catchup = .latest) {
        self.cron = cron
        self.timezone = timezone
        self.catchup = catchup
    }
}

/// `send`: when append channels may be reached.
package struct SendSpec: Sendable, Hashable, Codable {
    package enum Zone: String, Sendable, Hashable, Codable { case brand, reader }

    /// `MON 07:00`.
    package var at: String
    package var zone: Zone
    /// Seconds after which an issue is too old to be sent.
    package var staleAfter: Int?

    package init(at: String, zone: Zone = .brand, staleAfter: Int? = nil) {
        self.at = at
        self.zone = zone
        self.staleAfter = staleAfter
    }
}

/// A parameter of a run.
package struct ParameterSpec: Sendable, Hashable, Codable {
    /// `nil`: a run must give it.
    package var defaultValue: String?

    package init(defaultValue: String? = nil) { self.defaultValue = defaultValue }
}

/// What a run may cost.
package struct Budget: Sendable, Hashable, Codable {
    package enum OnExceeded: String, Sendable, Hashable, Codable { case pause, fail }

    package var item: Money?
    package var run: Money
    package var month: Money?
    package var onExceeded: OnExceeded

    package init(
        item: Money? = nil, run: Money = Money(micros: 5_000_000, currency: "USD"), month: Money? = nil,
        onExceeded: OnExceeded = .pause
    ) {
        self.item = item
        self.run = run
        self.month = month
        self.onExceeded = onExceeded
    }
}

/// What the items of a run are.
package struct ItemsSpec: Sendable, Hashable, Codable {
    package enum Source: Sendable, Hashable, Codable {
        case single
        /// A CSV file of the bundle; `key` names its column.
        case csv(path: String)
        /// One item for each document of the sources.
        case documents
    }

    package var source: Source
    /// A template for `single` (`{{run.week}}`), a column for `csv`; `nil`: the run's date, or the document's slug.
    package var key: String?
    /// `status == 'ready'`: only rows where this holds.
    package var condition: RowCondition?
    /// Only the first so many, until told otherwise.
    package var pilot: Int?

    package init(source: Source = .single, key: String? = nil, condition: RowCondition? = nil, pilot: Int? = nil) {
        self.source = source
        self.key = key
        self.condition = condition
        self.pilot = pilot
    }
}

/// `column == 'value'` or `column != 'value'`.
package struct RowCondition: Sendable, Hashable, Codable {
    package var column: String
    package var equals: Bool
    package var value: String

    package init(column: String, equals: Bool, value: String) {
        self.column = column
        self.equals = equals
        self.value = value
    }
}

/// One entry of `sources`. Addresses are templates.
package struct SourceSpec: Sendable, Hashable, Codable {
    package enum Kind: Sendable, Hashable, Codable {
        case feed(url: String)
        case page(url: String)
        case urls([String])
        case sitemap(url: String)
        /// A folder of the bundle with HTML or Markdown.
        case folder(path: String)
    }

    package var kind: Kind
    package var rights: Rights
    /// A glob on the path of links (`/articles/*`).
    package var match: String?
    package var limit: Int?
    /// `last_issue` or an ISO date: only what was published after it.
    package var since: String?
    /// Whether the run goes on without this source.
    package var isOptional: Bool

    package init(
        kind: Kind, rights: Rights = .quote, match: String? = nil, limit: Int? = nil, since: String? = nil,
        isOptional: Bool = false
    ) {
        self.kind = kind
        self.rights = rights
        self.match = match
        self.limit = limit
        self.since = since
        self.isOptional = isOptional
    }
}

/// One entry of `products`.
package struct ProductSpec: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable { case newsletter, ebook, social }
    package enum Each: String, Sendable, Hashable, Codable { case run, item, document }
    package enum Format: String, Sendable, Hashable, Codable { case html, text, epub }

    package var name: String
    package var kind: Kind
    package var each: Each
    /// A template.
    package var title: String
    package var subtitle: String?
    /// BCP 47; `nil`: the brand's, else the sources'.
    package var language: String?
    /// Part of the product → name of the agent that writes it, in the manifest's order.
    package var write: [WriteSpec]
    package var words: Int?
    package var cover: CoverSpec?
    package var formats: [Format]
    package var quality: QualitySpec

    package init(
        name: String, kind: Kind, each: Each = .item, title: String, subtitle: String? = nil, language: String? = nil,
        write: [WriteSpec] = [], words: Int? = nil, cover: CoverSpec? = nil, formats: [Format] = [],
        quality: QualitySpec = QualitySpec()
    ) {
        self.name = name
        self.kind = kind
        self.each = each
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.write = write
        self.words = words
        self.cover = cover
        self.formats = formats
        self.quality = quality
    }
}

/// `stories: editor`.
package struct WriteSpec: Sendable, Hashable, Codable {
    package var part: String
    package var agent: String

    package init(part: String, agent: String) {
        self.part = part
        self.agent = agent
    }
}

/// `cover: { template: botanical }`.
package struct CoverSpec: Sendable, Hashable, Codable {
    package var template: String

    package init(template: String) { self.template = template }
}

/// `quality: { level: standard, allow: […] }`.
package struct QualitySpec: Sendable, Hashable, Codable {
    package enum Level: String, Sendable, Hashable, Codable { case draft, standard, strict }

    package var level: Level
    package var allow: [String]

    package init(level: Level = .standard, allow: [String] = []) {
        self.level = level
        self.allow = allow
    }
}

/// A named writing role: a file of the bundle with front matter (`provider`, `model`, `schema`, limits) and a prompt.
package struct AgentSpec: Sendable, Hashable, Codable {
    package var name: String
    /// The prompt, a mustache template.
    package var prompt: String
    /// JSON Schema that the answer must meet; `nil`: Markdown text.
    package var schema: JSONValue?
    package var provider: String?
    package var model: String?
    /// Limits in words, checked on the answer.
    package var maximumWords: Int?

    package init(
        name: String, prompt: String, schema: JSONValue? = nil, provider: String? = nil, model: String? = nil,
        maximumWords: Int? = nil
    ) {
        self.name = name
        self.prompt = prompt
        self.schema = schema
        self.provider = provider
        self.model = model
        self.maximumWords = maximumWords
    }
}

/// `review`: what a person sees before it leaves.
package struct ReviewSpec: Sendable, Hashable, Codable {
    package enum IfSilent: String, Sendable, Hashable, Codable { case hold, approve, reject }

    package var products: [String]
    package var reviewers: [String]
    package var by: String?
    package var ifSilent: IfSilent

    package init(products: [String], reviewers: [String] = [], by: String? = nil, ifSilent: IfSilent = .hold) {
        self.products = products
        self.reviewers = reviewers
        self.by = by
        self.ifSilent = ifSilent
    }
}

/// One entry of `distribute`.
package struct DistributionSpec: Sendable, Hashable, Codable {
    package enum Publish: String, Sendable, Hashable, Codable { case draft, live }

    package var name: String
    package var channel: ChannelName
    /// The product that is sent.
    package var product: String
    package var segment: String?
    /// A template; e-mail only. `nil`: the product's title.
    package var subject: String?
    package var price: Money?
    package var files: [ProductSpec.Format]
    package var publish: Publish
    /// Names of entries that go first.
    package var after: [String]

    package init(
        name: String, channel: ChannelName, product: String, segment: String? = nil, subject: String? = nil,
        price: Money? = nil, files: [ProductSpec.Format] = [], publish: Publish = .draft, after: [String] = []
    ) {
        self.name = name
        self.channel = channel
        self.product = product
        self.segment = segment
        self.subject = subject
        self.price = price
        self.files = files
        self.publish = publish
        self.after = after
    }
}

/// What happens to what went out when something else failed.
package enum OnPartial: String, Sendable, Hashable, Codable { case keep, withdraw, ask }
