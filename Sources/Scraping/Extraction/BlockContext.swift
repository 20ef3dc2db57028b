import Markup

/// What the elements around each node say, gathered from the root down.
struct BlockContext {
    /// Purposes named on any ancestor that holds less than this part of the page: a name on the element around everything
    /// says nothing about a block.
    static let localShare: Float = 0.4
    /// Purposes named on any ancestor that holds more than this.
    static let mainShare: Float = 0.1

    /// What the elements around a node and the node itself say.
    struct Place {
        /// By the names of those that hold a part of the page only.
        var local: NodeTraits = []
        /// By the names of those that hold a good part of it.
        var main: NodeTraits = []
        var tags: TagSet = []
    }

    private let places: [Place]

    subscript(node: Int) -> Place { places[node] }

    /// The elements that a text may stand in and that say something about it.
    struct TagSet: OptionSet {
        let rawValue: UInt16

        static let nav = TagSet(rawValue: 1)
        static let header = TagSet(rawValue: 1 << 1)
        static let footer = TagSet(rawValue: 1 << 2)
        static let aside = TagSet(rawValue: 1 << 3)
        static let main = TagSet(rawValue: 1 << 4)
        static let article = TagSet(rawValue: 1 << 5)
        static let form = TagSet(rawValue: 1 << 6)
        static let list = TagSet(rawValue: 1 << 7)
        static let table = TagSet(rawValue: 1 << 8)
        static let section = TagSet(rawValue: 1 << 9)
        static let label = TagSet(rawValue: 1 << 10)
        static let quote = TagSet(rawValue: 1 << 11)
        static let figure = TagSet(rawValue: 1 << 12)

        init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        init(_ tag: HTMLTag) {
            switch tag {
            case .nav: self = .nav
            case .header: self = .header
            case .footer: self = .footer
            case .aside: self = .aside
            case .main: self = .main
            case .article: self = .article
            case .form: self = .form
            case .ul, .ol: self = .list
            case .table: self = .table
            case .section: self = .section
            case .label: self = .label
            case .blockquote: self = .quote
            case .figure: self = .figure
            default: self = []
            }
        }
    }

    init(_ page: PageAnalysis) {
        let nodes = page.tree.nodes.span
        let total = Float(max(1, page.held.first?.characters ?? 0))
        var places = [Place](repeating: Place(), count: nodes.count)
        for index in nodes.indices {
            let parent = Int(nodes[index].parent)
            var place = parent < 0 ? Place() : places[parent]
            if !nodes[index].tag.isText {
                let own = page.traits[index]
                if !own.isEmpty {
                    let share = Float(page.held[index].characters) / total
                    if share < Self.localShare { place.local.formUnion(own) }
                    if share > Self.mainShare { place.main.formUnion(own) }
                }
                place.tags.formUnion(TagSet(nodes[index].tag))
            }
            places[index] = place
        }
        self.places = places
    }
}
